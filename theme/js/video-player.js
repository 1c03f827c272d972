// A video of another service plays in its place once the reader asks for it; until then nothing is loaded from there.
// The link stays below, for who would rather watch there.
for (const video of document.querySelectorAll(".video--elsewhere")) {
  const [player, , ways] = video.children;
  ways.hidden = false;
  ways.firstElementChild.onclick = () => {
    ways.remove();
    player.replaceWith(player.content);
    video.firstElementChild.focus();
  };
}
