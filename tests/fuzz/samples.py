"""Small valid files of every kind that is read, and what is likely to break their readers; the texts are ours."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache

TITLE = "资溪白茶开采"
BODY = "江西省资溪县高阜镇石陂村的白茶开采了。去年，县农业农村局启动“金桃富民”专项行动，技术员每周都来。"
MASTHEAD = "资溪日报\n2024年8月31日 星期六"
TEXT = f"{MASTHEAD}\n\n{TITLE}\n\n本报记者 田 禾\n\n{BODY}\n李女士说，她一天能挣两百元。（通讯员 李明）\n"
DOCUMENT = "word/document.xml"

# Pieces that mean something in some format, put in wherever it comes.
TOKENS: tuple[bytes, ...] = (
    b"\0", b"\r", b"\r\n", b"\n---\n", b"---\ntitle: x\n---\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x1a",
    b"\xc2\xa0",
    "　".encode(), "茶".encode("gbk"), "\u2028".encode(), b"\xed\xa0\x80", b"%PDF-1.7\n", b"PK\x03\x04",
    b"PK\x01\x02", b"PK\x05\x06",
    b'"', b'""', b",", b"\t", b";", b"{", b"}", b"[", b"]", b'\\ud800', b"\\u0000", b"null", b"1e999", b"NaN", b"-",
    b"9" * 5000,
    b"<", b">", b"</p>", b"<p>", b"<html>", b"<!--", b"<![CDATA[", b"<script>", b"&#0;", b"&#xD800;", b"&#x110000;",
    b"&amp;",
    b"<meta charset=utf-7>", b"<meta charset=zlib>", b"<meta charset=idna>", b"<meta charset=unicode_escape>",
    b"<table>", b"<br>",
    b"stream\n", b"endstream", b"endobj", b"4 0 R", b"1 0 obj", b"<<", b">>", b"trailer", b"xref\n0 9\n",
    b"startxref\n5\n", b"BT", b"ET",
    b" Tj", b" TJ", b" Tf", b" Do", b" cm", b"/Filter/FlateDecode", b"/Filter/LZWDecode", b"/Length 99999999",
    b"/Rotate 90", b"/Kids[2 0 R]",
    b"-1", b"99999999999999999999", b"0", b"(", b")", b"<FEFF>", b"BI ", b" ID ", b" EI",
    b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b'w:val="99999999"', b"<w:br/>", b"<w:tab/>", b'<w:vMerge/>',
)  # fmt: skip


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@cache
def document() -> dict[str, bytes]:
    """The parts of a Word document."""
    import docx

    made, file = docx.Document(), io.BytesIO()
    made.add_heading(TITLE, 1)
    made.add_paragraph(BODY)
    made.add_table(rows=2, cols=2).cell(0, 0).text = "甲镇"
    made.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf() -> bytes:
    """A page in Latin letters, unpacked, so that a changed byte is a change of what is drawn."""
    content = b"q 1 0 0 1 0 0 cm Q BT /F 12 Tf 50 700 Td (Tea is picked now.) Tj 0 -20 Td [(All) -200 (of it)] TJ ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>> >> >>",
        b"<</Length %d>> stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF\n"


@cache
def samples() -> dict[str, tuple[bytes, ...]]:
    """Valid files by the ending of their names."""
    head = f'<meta charset="utf-8"><title>{TITLE}</title>'
    body = f"<h1>{TITLE}</h1><p>2024-08-31 来源：资溪日报</p><p>{BODY}</p><p>{BODY}</p>"
    web = f"<html><head>{head}</head><body>{body}</body></html>"
    marked = f"---\ntitle: {TITLE}\ndate: 2024-08-31\nauthor: [田禾]\n---\n# {TITLE}\n\n**记者** 田禾\n\n> {BODY}\n"
    table = f'标题,作者,日期,正文\n{TITLE},田禾,2024-08-31,{BODY}\n桃子,,,"桃子熟了，\n很甜。"\n'
    rows = "\n".join(
        json.dumps({"标题": TITLE, "正文": BODY, "作者": ["田禾", "李明"], "页": number}) for number in range(3)
    )
    text = TEXT.encode()
    return {
        ".txt": (text, TEXT.encode("gb18030"), TEXT.encode("utf-16"), TEXT.encode("utf-16-be"),
                 TEXT.replace("\n", "\r\n").encode()),
        ".md": (marked.encode(),),
        ".html": (web.encode(), web.replace("utf-8", "gb2312").encode("gbk")),
        ".csv": (table.encode(), table.encode("gbk"), table.replace(",", ";").encode("utf-8-sig")),
        ".tsv": (table.replace(",", "\t").encode(),),
        ".jsonl": (rows.encode(), rows.encode("utf-16")),
        ".docx": (packed(document()),),
        ".pdf": (pdf(),),
        ".zip": (packed({"a/1.txt": text, "b.csv": table.encode(), "c.zip": packed({"d.txt": text})}),),
        "": (text, web.encode(), table.encode(), rows.encode(), pdf()),
    }  # fmt: skip
