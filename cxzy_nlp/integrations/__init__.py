"""The library inside frameworks that its users already have; each module needs the package it is named after."""
