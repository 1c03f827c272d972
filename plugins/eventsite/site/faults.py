"""What is said when a built site has faults."""

from ..errors import ContentError


class CheckError(ContentError):
    """The built site has faults, so it did not take the old one's place."""

    @property
    def summary(self) -> str:
        """The count of faults, as a sentence."""
        count = len(self.problems)
        return f"{count} {'fault' if count == 1 else 'faults'} in the built site; the old output stays."
