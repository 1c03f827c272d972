"""A video is known from its address, and nothing but a video is."""

import pytest

from eventsite.content.videos import Video, video

TUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", Video("YouTube", TUBE)),
        ("https://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=90s", Video("YouTube", f"{TUBE}&start=90")),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", Video("YouTube", TUBE)),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?si=x", Video("YouTube", TUBE)),
        ("https://youtu.be/dQw4w9WgXcQ", Video("YouTube", TUBE)),
        ("https://vimeo.com/76979871", Video("Vimeo", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1")),
        ("https://vimeo.com/1/a0b", Video("Vimeo", "https://player.vimeo.com/video/1?autoplay=1&dnt=1&h=a0b")),
        (
            "https://video.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
            Video(
                "video.example.org",
                "https://video.example.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?autoplay=1",
            ),
        ),
        (
            "https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            Video("video.example.org", "https://video.example.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1"),
        ),
    ],
)
def test_video_of_a_service_is_known(address: str, found: Video) -> None:
    """Every form of address that the services give out leads to the player that sets no cookies."""
    assert video(address) == found


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/@channel", "https://www.youtube.com/watch?v=short",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "https://vimeo.com/about", "https://[x/w/1",
        "https://evil.example;script-src/w/kkGMgK9ZtnKfYAgnEtQxbv", "https://a@video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://example.org/w/page", "ref:pages/x", "", 'https://youtu.be/"onload="x',
    ],
)  # fmt: skip
def test_other_address_is_no_video(address: str) -> None:
    """A channel, another site, and a host that would break the security policy are links and no more."""
    assert video(address) is None


def test_origin_is_scheme_and_host() -> None:
    """What the security policy is told has no path."""
    assert video("https://youtu.be/dQw4w9WgXcQ").origin == "https://www.youtube-nocookie.com"
