"""Makes the fonts of this folder: Noto Sans JP with the letters it lacks, taken from Source Sans 3.

Usage: python3 merge.py NotoSansJP.ttf SourceSans3.ttf Regular|Bold OUTPUT.ttf   (fontTools 4.38)
"""

import sys
import unicodedata

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# How much larger Noto Sans JP draws the same Latin letters (x-height and width of s, n, o).
SCALE = {"Regular": 1.117, "Bold": 1.13}
RANGES = [(0x00A1, 0x052F), (0x1E00, 0x1EFF), (0x20A0, 0x20BF)]

base_path, donor_path, weight, output = sys.argv[1:]
base = TTFont(base_path, recalcTimestamp=False)
donor = TTFont(donor_path)
scale = SCALE[weight]

present = base.getBestCmap()
glyphs, widths, heights = base["glyf"], base["hmtx"], base["vmtx"]
order = base.getGlyphOrder()
donor_set = donor.getGlyphSet()
for code, source in sorted(donor.getBestCmap().items()):
    if code in present or not any(low <= code <= high for low, high in RANGES):
        continue
    if unicodedata.category(chr(code))[0] not in "LS":
        continue
    recording = DecomposingRecordingPen(donor_set)
    donor_set[source].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    glyph = pen.glyph()
    name = "uni%04X" % code
    order.append(name)
    glyphs.glyphs[name] = glyph
    glyph.coordinates.toInt()
    glyph.recalcBounds(glyphs)
    left = getattr(glyph, "xMin", 0)
    widths[name] = (round(donor["hmtx"][source][0] * scale), left)
    heights[name] = (1000, 880 - getattr(glyph, "yMax", 0))
    for table in base["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap[code] = name
base.setGlyphOrder(order)
glyphs.glyphOrder = order

# "Source" is a reserved name, and a changed font should not pass for the original.
names = base["name"]
for record in list(names.names):
    replaced = {
        0: "%s %s" % (base["name"].getDebugName(0), donor["name"].getDebugName(0)),
        1: "Portal Sans JP",
        3: "Portal Sans JP %s 1" % weight,
        4: "Portal Sans JP %s" % weight,
        5: "Version 1.0; Noto Sans JP 2.004 with letters of Source Sans 3.052",
        6: "PortalSansJP-%s" % weight,
        25: "PortalSansJP",
    }
    if record.nameID in replaced:
        names.setName(replaced[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
base.save(output)
