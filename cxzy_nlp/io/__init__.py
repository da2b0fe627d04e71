"""Readers by format (file to Source) and writers by format (record to file)."""
