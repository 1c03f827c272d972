"""The words that the corpus is put together from, in two languages.

The two languages have the same number of words in every list, so that a document has the same parts in both.
"""

FAMILY_NAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý",
)  # fmt: skip
MIDDLE_NAMES = (
    "Văn", "Thị", "Hữu", "Minh", "Ngọc", "Quốc", "Đức", "Thanh", "Xuân", "Kim", "Hùng", "Bảo", "Gia", "Anh",
    "Thu", "Hải",
)  # fmt: skip
GIVEN_NAMES = (
    "Dũng", "Hoa", "Nam", "Lan", "Tuấn", "Hương", "Long", "Mai", "Phúc", "Trang", "Khoa", "Yến", "Sơn", "Thảo",
    "Bình", "Châu", "Đạt", "Hiền", "Kiên", "Linh",
)  # fmt: skip

WORDS = {
    "vi": {
        "org": [
            "Becamex IDC",
            "Đại học Quốc tế Miền Đông",
            "Tập đoàn VNPT",
            "Sở Thông tin và Truyền thông",
            "thành phố Eindhoven",
            "Tập đoàn Brainport",
            "Lãnh sự quán Hà Lan",
            "Sở Khoa học và Công nghệ",
        ],
        "topic": [
            "giao thông thông minh",
            "dữ liệu mở",
            "chính quyền điện tử",
            "năng lượng tái tạo",
            "y tế số",
            "giáo dục thông minh",
            "công trình xanh",
            "Internet vạn vật",
            "quan trắc môi trường",
            "an toàn thông tin",
        ],
        "place": [
            "Thành phố mới Bình Dương",
            "Trung tâm Hội nghị và Triển lãm tỉnh",
            "Thủ Dầu Một",
            "Dĩ An",
            "Thuận An",
        ],
        "group": [
            "doanh nghiệp khởi nghiệp",
            "các nhà khoa học",
            "sinh viên",
            "người dân",
            "các nhà đầu tư",
            "cơ quan nhà nước",
        ],
    },
    "en": {
        "org": [
            "Becamex IDC",
            "Eastern International University",
            "VNPT Group",
            "the Department of Information and Communications",
            "the city of Eindhoven",
            "Brainport Development",
            "the Consulate of the Netherlands",
            "the Department of Science and Technology",
        ],
        "topic": [
            "smart mobility",
            "open data",
            "e-government",
            "renewable energy",
            "digital health",
            "smart education",
            "green building",
            "the Internet of Things",
            "environmental monitoring",
            "information security",
        ],
        "place": [
            "Binh Duong New City",
            "the provincial Convention and Exhibition Centre",
            "Thu Dau Mot",
            "Di An",
            "Thuan An",
        ],
        "group": ["start-up companies", "scientists", "students", "citizens", "investors", "public agencies"],
    },
}
"""Language → blank of a sentence → what may fill it."""

SENTENCES = {
    "vi": [
        "Hội nghị Thành phố thông minh Bình Dương lần này giới thiệu tầm nhìn và hướng đi của tỉnh trong lĩnh vực "
        "{topic}.",
        "{org} sẽ chia sẻ kinh nghiệm triển khai **{topic}** với sự tham gia của {group}.",
        "Theo kế hoạch, khoảng {num} đại biểu sẽ có mặt tại {place} trong ngày khai mạc.",
        "Mô hình *Ba Nhà* gắn kết nhà nước, nhà trường và nhà doanh nghiệp để cùng giải các bài toán về {topic}.",
        "Từ thực tiễn đó, tỉnh đã phê duyệt đề án và thành lập ban điều hành với sự hỗ trợ của {org}.",
        "Các diễn giả trong và ngoài nước sẽ thảo luận về chính sách, hạ tầng kỹ thuật số và {topic}.",
        "Ban tổ chức mong nhận được góp ý của {group} trước ngày {num2} tháng 11.",
        "Kết quả bước đầu cho thấy {topic} giúp giảm chi phí và nâng cao chất lượng sống của người dân.",
        "Triển lãm tại {place} dành một khu vực riêng cho {group} trình bày sản phẩm thử nghiệm.",
        "Thông tin chi tiết được cập nhật trên [trang của {org}](https://example.org/{slug}?ref=vi).",
        "Bình Dương phấn đấu trở thành một trong 21 vùng thông minh của thế giới vào năm 2021.",
        "Bên cạnh đó, {org} cam kết đồng hành cùng tỉnh trong giai đoạn tới, nhất là về {topic}.",
    ],
    "en": [
        "This Binh Duong Smart City Summit presents the vision and direction of the province in the field of "
        "{topic}.",
        "{org} will share experience of putting **{topic}** into practice together with {group}.",
        "According to plan, about {num} delegates will be at {place} on the opening day.",
        "The *Triple Helix* model joins government, universities and companies to solve the problems of {topic}.",
        "From that practice, the province approved the programme and set up a steering committee with the support "
        "of {org}.",
        "Speakers from Vietnam and abroad will discuss policy, digital infrastructure and {topic}.",
        "The organisers would like to have comments from {group} before {num2} November.",
        "The first results show that {topic} lowers costs and improves the quality of life of the people.",
        "The exhibition at {place} sets aside an area for {group} to show their test products.",
        "Details are kept up to date on [the pages of {org}](https://example.org/{slug}?ref=en).",
        "Binh Duong aims to be one of the 21 smart regions of the world by the year 2021.",
        "Besides that, {org} is committed to going along with the province in the next stage, above all on {topic}.",
    ],
}
"""Language → sentences with blanks."""

HEADINGS = {
    "vi": [
        "Mục tiêu và ý nghĩa",
        "Nội dung chính",
        "Thành phần tham dự",
        "Kết quả bước đầu",
        "Bước đi tiếp theo",
        "Thông tin liên hệ",
    ],
    "en": ["Aims and meaning", "Main contents", "Who takes part", "First results", "Next steps", "Contact"],
}
"""Language → headings of a document's parts."""

LABELS = {
    "vi": {
        "time": "Thời gian",
        "item": "Nội dung",
        "room": "Phòng",
        "hall": "Hội trường",
        "see": "Xem thêm",
        "rule": "Quy định",
    },
    "en": {"time": "Time", "item": "Item", "room": "Room", "hall": "Hall", "see": "See also", "rule": "Rule"},
}
"""Language → words of tables, ordered lists and the internal link."""

TITLES = {
    "vi": {
        "speakers": "Diễn giả {name}",
        "sessions": "Phiên {i}: {topic}",
        "press": "Thông cáo số {i} về {topic}",
        "pages": "Quy định {i}: {topic}",
    },
    "en": {
        "speakers": "Speaker {name}",
        "sessions": "Session {i}: {topic}",
        "press": "Press release no. {i} on {topic}",
        "pages": "Rules {i}: {topic}",
    },
}
"""Language → kind → title of a document."""

LISTS = {
    "vi": {"speakers": "Diễn giả", "sessions": "Chương trình", "press": "Thông cáo báo chí", "pages": "Trang"},
    "en": {"speakers": "Speakers", "sessions": "Sessions", "press": "Press", "pages": "Pages"},
}
"""Language → kind → title of its list."""

HOME = {"vi": "Hội nghị Thành phố thông minh Bình Dương 2017", "en": "Binh Duong Smart City Summit 2017"}
"""Language → name of the event."""
