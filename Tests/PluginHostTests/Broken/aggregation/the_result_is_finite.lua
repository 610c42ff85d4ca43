--- Breaks "the result is finite": divides by the weight of a peer who may have none.
return {
  kind = "aggregation", name = "the_result_is_finite", version = "1.0.0", api = "1",
  summary = "Divides by the weight of a peer who may have none.",

  combine = function(self, ctx, own, peers, out)
    out:assign(own)
    out:scale(1 / (peers.rows - 3))
  end,
}
