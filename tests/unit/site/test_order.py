"""The order of people in lists: their `order`, then their given names by the Vietnamese alphabet."""

from eventsite.content.documents import read_documents
from eventsite.model import Person
from eventsite.site.order import by_name


def test_people_of_one_order_stand_by_given_name() -> None:
    """Those of the schedule stand among those with a page; a smaller `order` comes first whatever the name."""
    names = {"a": ("Trần Văn Đạt", 0), "b": ("Lê Thị Dung", 0), "c": ("Nguyễn Ánh", 5), "d": ("Mai Văn Út", -1)}
    files = {
        f"content/people/{key}.vi.md": f"---\nname: {name}\norder: {order}\nroles: [R]\nsummary: S\n---\n".encode()
        for key, (name, order) in names.items()
    }
    documents, problems = read_documents(files, ["vi"])
    assert problems == []
    people = {"x": Person(id="x", name="Phạm Ân"), "y": Person(id="y", name="Hồ Thị Dụng")}
    wanted = ["people/a", "people/b", "people/c", "people/d", "people/x", "people/y"]
    assert by_name(documents, wanted, people) == [
        "people/d", "people/x", "people/b", "people/y", "people/a", "people/c",
    ]  # fmt: skip
