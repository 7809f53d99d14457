"""What a file says about itself: title, language, archive and accessibility claims, bookmarks.

The claims are PDF/A-2a and PDF/UA-1; the reference checker confirms them in
tests/reports/paper/archive_claims.py. Source: ISO 19005-2, 6.6 and 6.7; ISO 14289-1, 5 and 7.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from hjemveien.reports.paper.colour import srgb_profile
from hjemveien.reports.paper.file import PdfFile, literal
from hjemveien.reports.paper.flow import Bookmark, Flow, Paper
from hjemveien.reports.paper.words import plain

PRODUCER = "Hjemveien"
_LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def write_properties(flow: Flow) -> tuple[int, int]:
    """The object numbers of the catalogue and of the old-style information."""
    pdf, paper = flow.pdf, flow.paper
    root, info, outlines = pdf.reserve(), pdf.reserve(), _outlines(pdf, flow.bookmarks)
    metadata, profile = pdf.reserve(), pdf.reserve()
    pdf.stream(metadata, "/Type/Metadata/Subtype/XML", _xmp(paper), packed=False)
    pdf.stream(profile, "/N 3", srgb_profile())
    pdf.put(
        root,
        f"<</Type/Catalog/Pages {flow.page_tree} 0 R/Metadata {metadata} 0 R"
        f"/Lang({_LOCALES[paper.language]})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {flow.tree.number} 0 R/Outlines {outlines} 0 R"
        "/ViewerPreferences<</DisplayDocTitle true>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier"
        f"(sRGB IEC61966-2.1)/Info(sRGB)/DestOutputProfile {profile} 0 R>>]>>",
    )
    stamp = _pdf_date(paper.created)
    pdf.put(
        info,
        f"<</Title{literal(plain(paper.title))}/Producer({PRODUCER})"
        f"/CreationDate({stamp})/ModDate({stamp})>>",
    )
    return root, info


def _outlines(pdf: PdfFile, bookmarks: Sequence[Bookmark]) -> int:
    """One flat list: a document here has a handful of headings, a title before them."""
    root = pdf.reserve()
    if not bookmarks:
        pdf.put(root, "<</Type/Outlines>>")
        return root
    first = pdf.reserve(len(bookmarks))
    last = first + len(bookmarks) - 1
    pdf.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(bookmarks)}>>")
    for number, mark in enumerate(bookmarks, first):
        before = f"/Prev {number - 1} 0 R" if number > first else ""
        after = f"/Next {number + 1} 0 R" if number < last else ""
        pdf.put(
            number,
            f"<</Title{literal(plain(mark.text))}/Parent {root} 0 R{before}{after}"
            f"/Dest[{mark.page} 0 R/XYZ 0 {mark.y:.1f} 0]>>",
        )
    return root


def _pdf_date(moment: datetime) -> str:
    text = moment.strftime("%Y%m%d%H%M%S%z")
    return f"D:{text[:-2]}'{text[-2:]}'" if moment.tzinfo else f"D:{text}"


def _xmp_date(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def _xmp(paper: Paper) -> bytes:
    text = _XMP.format(
        title=escape(plain(paper.title)),
        language=_LOCALES[paper.language],
        created=_xmp_date(paper.created),
        producer=PRODUCER,
    )
    return text.encode("utf-8")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{created}</xmp:CreateDate>
<xmp:ModifyDate>{created}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
