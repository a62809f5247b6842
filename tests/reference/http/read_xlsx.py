"""Prints the cells of a spreadsheet file, read by openpyxl: one line a cell, its place, type, number format and value."""
import sys
import zipfile

import openpyxl

with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets:
    for row in sheet.iter_rows():
        for cell in row:
            print(sheet.title, cell.coordinate, cell.data_type, cell.number_format, repr(cell.value), sep="|")
