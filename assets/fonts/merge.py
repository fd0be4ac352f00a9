"""Makes the fonts of this folder: Noto Sans JP with what it lacks, from Source Sans 3, Noto Sans KR and Noto Sans SC.

Usage: python3 merge.py NotoSansJP.ttf SourceSans3.ttf NotoSansKR.ttf NotoSansSC.ttf Regular|Bold OUTPUT.ttf   (fontTools 4.66.1)
"""

import sys
import unicodedata

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# How much larger Noto Sans JP draws the same Latin letters (x-height and width of s, n, o). The other Noto fonts draw alike.
LATIN_SCALE = {"Regular": 1.117, "Bold": 1.13}
LATIN = [(0x00A1, 0x052F), (0x1E00, 0x1EFF), (0x20A0, 0x20BF)]
# Every ideograph of the basic block: what the registers of China, Taiwan and Korea have in names.
HAN = [(0x4E00, 0x9FFF)]
HANGUL = [(0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3)]

base_path, latin_path, korean_path, chinese_path, weight, output = sys.argv[1:]
base = TTFont(base_path, recalcTimestamp=False)


def add(donor, ranges, scale):
    """Copies every letter and sign of the ranges that the base does not have."""
    present = base.getBestCmap()
    wanted = {code for low, high in ranges for code in range(low, high + 1)}
    order = base.getGlyphOrder()
    glyphs, widths, heights = base["glyf"], base["hmtx"], base["vmtx"]
    donor_set = donor.getGlyphSet()
    for code, source in sorted(donor.getBestCmap().items()):
        if code in present or code not in wanted or unicodedata.category(chr(code))[0] not in "LS":
            continue
        recording = DecomposingRecordingPen(donor_set)
        donor_set[source].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        glyph = pen.glyph()
        name = "uni%04X" % code
        if name in glyphs.glyphs:
            name += ".added"
        order.append(name)
        glyphs.glyphs[name] = glyph
        glyph.coordinates.toInt()
        glyph.recalcBounds(glyphs)
        left = getattr(glyph, "xMin", 0)
        widths[name] = (round(donor["hmtx"][source][0] * scale), left)
        heights[name] = (1000, 880 - getattr(glyph, "yMax", 0))
        for table in base["cmap"].tables:
            if table.isUnicode() and (table.format == 12 or table.format == 4 and code <= 0xFFFF):
                table.cmap[code] = name
    base.setGlyphOrder(order)
    glyphs.glyphOrder = order


donors = [
    (TTFont(latin_path), LATIN, LATIN_SCALE[weight]),
    (TTFont(korean_path), HANGUL, 1),
    (TTFont(chinese_path), HAN, 1),
]
copyrights = [base["name"].getDebugName(0)]
for donor, ranges, scale in donors:
    add(donor, ranges, scale)
    copyrights.append(donor["name"].getDebugName(0))

# "Source" is a reserved name, and a changed font should not pass for the original.
names = base["name"]
for record in list(names.names):
    replaced = {
        0: " ".join(dict.fromkeys(copyrights)),
        1: "Portal Sans JP",
        3: "Portal Sans JP %s 1.1" % weight,
        4: "Portal Sans JP %s" % weight,
        5: "Version 1.1; Noto Sans JP 2.004 with letters of Source Sans 3.052, Noto Sans KR and SC 2.004",
        6: "PortalSansJP-%s" % weight,
        25: "PortalSansJP",
    }
    if record.nameID in replaced:
        names.setName(replaced[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
base.save(output)
