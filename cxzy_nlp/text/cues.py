"""What the first glance at a line of folded text tells: marker, greeting, heading number, title, date line.

Used both by cleaning (what must not be joined or dropped) and by structure (where documents and sections begin).
"""

from __future__ import annotations

import re

_CN = "[一二三四五六七八九十]"
_TERMINAL = frozenset("。!?;:…")
_CLOSERS = "”’)》】]〕"
_CLOSING = frozenset(_CLOSERS)
_NO_TITLE = re.compile("[。;!|]|^(?:主题词|抄[送报]|主送|本期(?:要目|导读|目录)|要目$|目 ?[录次]$)")
#: Who made an item of news, on a line of its own.
_CREDIT = re.compile(
    r"[(\[]?(?:作 ?者|编辑|责任编辑|责编|审核|审校|初审|复审|终审|[一二三]审|撰稿人?|供稿|摄影|摄像|发布[人者]|来源"
    r"|通讯员|图文?|文)[:|/]"
)
#: A rule of dashes is no title, nor is a menu in English.
_WORDS = re.compile("[\u3400-\u9fff][^\n]*[\u3400-\u9fff]")
_NO_ROW = re.compile("[。,;]")

PART_MARKER = re.compile(
    rf"[【\[(《#*◆ ]*(?:第 ?(?:{_CN}{{1,3}}|\d{{1,2}}) ?篇|篇 ?(?:{_CN}{{1,3}}|\d{{1,2}})(?![\u4e00-\u9fff])"
    rf"|(?:范文|例文|样本|模板|材料) ?(?:{_CN}{{1,3}}|\d{{1,2}})(?![\u4e00-\u9fff\d.]))"
    r"[】\])》 ]*[:、.,]? *(?P<title>[^。]{0,60}?) *$"
)
_PART = rf"(?:第 ?(?:{_CN}{{1,3}}|\d{{1,2}}) ?篇|篇 ?(?:{_CN}{{1,3}}|\d{{1,2}}))"
_PART_SUFFIX = re.compile(rf"(?P<title>.{{4,50}}?) *[(【\[]? ?{_PART} ?[)】\]]?$")
_PART_START = re.compile(rf"[【\[(《#*◆ ]*{_PART} ?[: 】\])》]")
_PART_INLINE = re.compile(rf"第 ?(?:{_CN}{{1,3}}|\d{{1,2}}) ?篇 ?[: ] ?(?P<title>[^。:]{{4,50}}?) +(?=\S)")

GREETING = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的|各位|全体|全[市县镇乡校院局区街村]|广大|县?直?机关|同志|女士|老师|乡亲|父老)?"
    r"[^。,;:!]{0,24}(?:同志们|朋友们|领导|同志|党组织|党支部|同事|来宾|老师们|师们|同学们|乡亲们|党员|代表|评委|单位|部门|党委|党组|总支)"
    r"(?:[、,][^。;:]{0,40})?[::!,,]?$"
)
#: How a greeting without a colon begins.
_ADDRESS = ("尊敬", "敬爱", "亲爱", "各位", "同志们", "朋友们", "全体", "广大", "老师", "乡亲", "父老", "女士")
_LABEL = re.compile(
    r"(?:会议|与会|参会)?(?:附件?|出席|列席|请假|缺席|主持|记录|参加|参会|时间|地点|执笔|撰稿|供稿|审核|签发|责任编辑|责编|编辑|摄影|"
    r"主送|抄送|抄报|发送|[报送发]|联系人|联系电话|电话|传真|被点评对象|被?点评人|[正副]?组长|成员|承诺人|汇报人|述职人|申请人|议题)"
    r"(?: ?\d{1,2}|人员?|单位|部门|名单)? ?:|附件? ?\d{0,2}(?: |$)|此致|敬礼"
)
#: Heading numbers at the start of a line, by level.
HEADING_NUMBER = re.compile(
    rf"(?P<l1>{_CN}{{1,3}}) ?[、.,](?!{_CN}*(?:[、级类是月日]|等(?!奖))|{_CN}(?:季|产业)|[,、。])"
    rf"|[(〔\[【] ?(?P<l2>{_CN}{{1,3}}|-) ?[)〕\]】] ?[、.,:]?"
    r"|(?P<l3>\d{1,2}) ?[、.](?! ?\d(?!\d{3} ?年))(?! *[,、。])"
    r"|[(〔\[【] ?(?P<l4>\d{1,2}) ?[)〕\]】] ?[、.,]?|(?P<l4b>[①-⑳])[、.]?|(?P<l4c>\d{1,2}) ?\)"
    rf"|(?P<stage>第 ?{_CN}{{1,2}} ?个? ?(?:阶段|步骤?|环节|部分|批次))"
    rf"|(?P<chapter>第 ?(?:{_CN}{{1,3}}|\d{{1,2}}) ?[章节])"
)
_YEAR = r"(?:[12]\d{3}|\d{2}|[一二][〇○零OoО0一二三四五六七八九]{3}|[2二]0?[x×*]{2})"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[x×*]{1,2})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3}|[x×*]{1,2})"
DATE_LINE = re.compile(rf"[(〔\[ ]*{_YEAR} ?[年.\-/] ?{_MONTH} ?[月.\-/] ?(?:{_DAY} ?[日号]?)?[)〕\] ]*$")
#: Words that end the title of a campaign document.
TITLE_END = re.compile(
    r"(?:讲话|发言|总结|小结|汇报|报告|方案|意见|通知|决定|计划|要点|材料|体会|心得|承诺书|倡议书|保证书|申请书|简报|纪要|主持词|致辞|事迹|点评|"
    r"规划|办法|制度|规定|细则|述职|感想|思考|情况|名单|公示|通报|建议|党课|讲稿|稿|提纲|分析|表态|公开信|责任书|措施|活动|安排|经验|做法|"
    r"工作法|侧记|纪实|综述|调查|评语|手记|书)(?:\(.{1,12}\))?$"
)
_DOCUMENT_NUMBER = re.compile(r".{2,16}[〔\[(【„“‟] ?\d{4} ?[〕\])】‟”„] ?第? ?\d{1,4} ?号?(?: {0,4}共 ?\d{1,3} ?页)?$")
_SIGNED = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:委员会|[党县市区省纪]委|党?工委|组织部|宣传部|支部|总支|党组|政府|办公室|领导小组|局|公司|学校|医院|中心|工会|调研组|课题组)$"
)


def is_part_marker(line: str) -> bool:
    """Whether the line marks a part of a compilation (第一篇：…, 篇二, 【范文三】, …篇一).

    Examples
    --------
    >>> [is_part_marker(line) for line in ("第二篇:在动员会上的讲话", "【范文三】", "心得体会篇一", "第一篇章写得好。")]
    [True, True, True, False]
    """
    return len(line) <= 80 and (
        PART_MARKER.match(line) is not None or ("篇" in line and _PART_SUFFIX.match(line) is not None)
    )


def starts_part(line: str) -> bool:
    """Whether a part marker begins the line, whatever follows on it.

    Examples
    --------
    >>> starts_part("第2篇 在推进会上的讲话 同志们:今天……"), starts_part("第二篇章")
    (True, False)
    """
    return _PART_START.match(line) is not None


def marker_title(line: str) -> str:
    """The title that a part marker carries, ``""`` if none.

    Examples
    --------
    >>> marker_title("第二篇:在动员会上的讲话")
    '在动员会上的讲话'
    """
    found = PART_MARKER.match(line) or _PART_SUFFIX.match(line)
    return found["title"].strip(" :、") if found else ""


def inline_markers(line: str) -> list[tuple[int, int]]:
    """Spans of markers such as ``第2篇 标题 `` inside a long line whose line breaks were lost.

    Examples
    --------
    >>> inline_markers("……献礼！第2篇 在推进会上的讲话 同志们")
    [(5, 18)]
    """
    return [found.span() for found in _PART_INLINE.finditer(line)]


def is_greeting(line: str) -> bool:
    """Whether the line only addresses somebody (同志们：).

    Without a colon or an exclamation mark it must be short or begin like an address, since a broken sentence may end in
    同志 or a comma as well.

    Examples
    --------
    >>> lines = ("同志们:", "尊敬的各位领导、同志们:", "同志们表示赞同,会后就办。", "织和广大党员,要认真学习,")
    >>> [is_greeting(line) for line in lines]
    [True, True, False, False]
    """
    if len(line) > 60 or line[-1:] not in (":", "!", ",", "们", "志") or GREETING.match(line) is None:
        return False
    if line[-1] in ":!":
        return True
    if line[-1] == ",":
        return line.startswith(_ADDRESS) and line.count(",") == 1
    return len(line) <= 16 or line.startswith(_ADDRESS)


def is_label(line: str) -> bool:
    """Whether the line begins with a label of minutes, rosters and signatures (出席：, 附件：, 汇报人：).

    Examples
    --------
    >>> [is_label(line) for line in ("出席人员:全体委员", "附件2:名额表", "时间紧,任务重。")]
    [True, True, False]
    """
    return _LABEL.match(line) is not None


def is_table_row(line: str) -> bool:
    """Whether the line is a row of a table or roster: cells between bars or wide gaps, no sentence.

    Examples
    --------
    >>> [is_table_row(line) for line in ("柳湾村|35|4", "马涛 卞玉兰(女) 方国梁 石磊", "一是抓学习 二是抓落实。")]
    [True, True, False]
    """
    if "|" in line:
        return True
    return line.count(" ") >= 3 and _NO_ROW.search(line) is None and len(line) <= 12 * (line.count(" ") + 1)


def is_date_line(line: str) -> bool:
    """Whether the line is a date and nothing else, in brackets or not.

    Examples
    --------
    >>> [is_date_line(line) for line in ("(2010年5月21日)", "二〇一一年六月", "2010.6.12", "2010年工作")]
    [True, True, True, False]
    """
    return len(line) <= 24 and DATE_LINE.match(line) is not None


def starts_heading(line: str) -> bool:
    """Whether the line begins with a heading number.

    Examples
    --------
    >>> [starts_heading(line) for line in ("一、概况", "(二)做法", "3.问题", "第一阶段,动员", "三、四月份", "3.5万元")]
    [True, True, True, True, False, False]
    """
    return HEADING_NUMBER.match(line) is not None


def is_terminated(line: str) -> bool:
    """Whether a sentence ends at the end of the line.

    Examples
    --------
    >>> [is_terminated(line) for line in ("完成了。", "“好。”", "完成了", "党组")]
    [True, True, False, False]
    """
    return line.rstrip(_CLOSERS)[-1:] in _TERMINAL or (line[-1:] in _CLOSING and "。" in line[-3:])


def is_title_like(line: str) -> bool:
    """Whether the line could be a document's title: short, without sentence signs, no heading, greeting or date.

    Examples
    --------
    >>> [is_title_like(line) for line in ("在全镇动员会上的讲话", "一、概况", "同志们:", "今天,我们开会。")]
    [True, False, False, False]
    """
    return (
        4 <= len(line) <= 60
        and _WORDS.search(line) is not None
        and not is_terminated(line)
        and _NO_TITLE.search(line) is None
        and _CREDIT.match(line) is None
        and line.count(",") <= 2
        and not starts_heading(line)
        and not is_greeting(line)
        and not is_date_line(line)
        and line[-1:] not in ",、"
    )


def is_named_title(line: str) -> bool:
    """Whether a title-like line also ends in a word for a kind of document (讲话, 总结, 方案 …).

    Examples
    --------
    >>> [is_named_title(line) for line in ("在全镇动员会上的讲话", "全镇上下团结一心")]
    [True, False]
    """
    return is_title_like(line) and TITLE_END.search(line.rstrip(" ”》")) is not None


def is_document_number(line: str) -> bool:
    """Whether the line is the number of an official paper, as above or under its title.

    Examples
    --------
    >>> is_document_number("柏组发〔2010〕12号"), is_document_number("柏组发〔2010〕12号文件要求")
    (True, False)
    """
    return _DOCUMENT_NUMBER.match(line) is not None


def is_signature(line: str) -> bool:
    """Whether the line is the name of an organisation alone, as under a document.

    Examples
    --------
    >>> is_signature("中共柏阳县委组织部办公室"), is_signature("加强组织领导")
    (True, False)
    """
    return len(line) <= 30 and _SIGNED.match(line.replace(" ", "")) is not None
