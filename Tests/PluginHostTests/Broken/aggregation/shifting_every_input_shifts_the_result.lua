--- Breaks "shifting every input shifts the result": shrinks every gradient towards zero.
return {
  kind = "aggregation", name = "shifting_every_input_shifts_the_result", version = "1.0.0", api = "1",
  summary = "Shrinks every gradient towards zero.",

  combine = function(self, ctx, own, peers, out)
    out:assign(own)
    out:scale(0.9)
  end,
}
