--- Broken on purpose: takes turns, whoever asks and whatever is drawn.
return {
  kind = "allocation", name = "the_same_draw_gives_the_same_answer", version = "1.0.0", api = "1",
  summary = "Broken on purpose.",

  choose = function(self, ctx)
    self.state.turn = (self.state.turn or 0) + 1
    return self.state.turn % ctx.count + 1
  end,
}
