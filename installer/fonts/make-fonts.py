#!/usr/bin/env python3
"""Makes resources/fonts from Debian's fonts-inter and fonts-jetbrains-mono (fontTools 4.38, package python3-fonttools).

Why the fonts are not shipped as they are: JavaFX has no switch for OpenType features, and figures in columns must all
have one width, so Inter's digits are replaced by its own tabular digits; JavaFX tells only regular and bold of one
family apart, so the medium and semibold weights become families of their own; ligatures of the monospace go, because a
log must be shown as it was written; and what is left out makes the start quicker. The results are modified versions
under the same licence and carry other names.

Usage: make-fonts.py FOLDER
"""
import sys
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

INTER = "/usr/share/fonts/opentype/inter/Inter-%s.otf"
MONO = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-%s.ttf"
# Latin, spacing and combining marks, Greek mu, punctuation, super- and subscripts, currencies, letter-like, arrows,
# mathematics, technical signs, box drawing, blocks, geometric shapes, dingbats
RANGES = [(0x20, 0x24F), (0x2B0, 0x36F), (0x3BC, 0x3BC), (0x1E00, 0x1EFF), (0x2000, 0x20BF), (0x2100, 0x23FF),
          (0x2500, 0x27BF), (0x2B00, 0x2BFF), (0xFFFD, 0xFFFD)]
FILES = [(INTER % "Regular", "Console Text", "Regular", 400), (INTER % "Bold", "Console Text", "Bold", 700),
         (INTER % "Medium", "Console Text Medium", "Regular", 500),
         (INTER % "SemiBold", "Console Text SemiBold", "Regular", 600),
         (MONO % "Regular", "Console Mono", "Regular", 400), (MONO % "Bold", "Console Mono", "Bold", 700),
         (MONO % "Medium", "Console Mono Medium", "Regular", 500)]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def tabular(font):
    for table in font["cmap"].tables:
        for code, name in list(table.cmap.items()):
            if name in DIGITS:
                table.cmap[code] = name + ".tf"


def outlines(font):
    """Cubic outlines become quadratic, within a thousandth of an em."""
    glyphs = font.getGlyphSet()
    made = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, 1.0 * font["head"].unitsPerEm / 1000, reverse_direction=True))
        made[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = made
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    font["post"].formatType = 3
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"
    glyf.compile(font)
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        advance = font["hmtx"][name][0]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0) if glyph.numberOfContours else 0)


def rename(font, family, style, weight):
    full = family if style == "Regular" else family + " " + style
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 7, 8, 9, 11, 13, 14) and n.platformID == 3]
    for number, text in ((1, family), (2, style), (3, full), (4, full), (5, "Version 1.0"),
                         (6, full.replace(" ", "")), (10, "Modified version, see resources/fonts/README.md")):
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold = style == "Bold"
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def main(folder):
    codes = [code for first, last in RANGES for code in range(first, last + 1)]
    for source, family, style, weight in FILES:
        font = TTFont(source, recalcTimestamp=False)
        if "CFF " in font:
            tabular(font)
        options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp"], notdef_outline=True, hinting=False,
                                 name_IDs=["*"], drop_tables=["DSIG"])
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        if "CFF " in font:
            outlines(font)
        rename(font, family, style, weight)
        font.save("%s/%s-%s.ttf" % (folder, family.replace(" ", ""), style))


main(sys.argv[1])
