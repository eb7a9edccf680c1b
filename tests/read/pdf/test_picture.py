"""The picture of what was found."""

from PIL import Image

from flows.read.grid import Limits
from flows.read.pdf import read
from flows.read.pdf.picture import draw


def test_one_picture_a_page_with_the_cells_outlined(page, write, tmp_path):
    path = write(page().table(50, 60, [100, 60], [["Age", "2016/17"], ["Under 13", "4"]]), page().text(50, 50, "End"))
    pictures = draw(path, read(path, Limits()), tmp_path / "out")
    assert [picture.name for picture in pictures] == ["reply-page-1.png", "reply-page-2.png"]
    with Image.open(pictures[0]) as picture:
        assert picture.size == (1190, 1684)
        assert picture.getpixel((2 * 150, 2 * 70)) == (214, 39, 40)
