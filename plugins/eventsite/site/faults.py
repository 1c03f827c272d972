"""What is said when a built site has faults."""

from ..errors import ContentError, Said, say


class CheckError(ContentError):
    """The built site has faults, so it did not take the old one's place."""

    @property
    def summary(self) -> Said:
        """The count of faults, as a sentence."""
        if len(self.problems) == 1:
            return say("1 fault in the built site; the old output stays.")
        return say("{count} faults in the built site; the old output stays.", count=len(self.problems))
