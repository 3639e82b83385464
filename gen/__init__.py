"""The generator of Gongbao: from the raw text of a work report to the files of a bilingual site."""
