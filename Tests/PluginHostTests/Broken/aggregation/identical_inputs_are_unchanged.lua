--- Breaks "identical inputs are unchanged": adds the peers up instead of averaging them.
return {
  kind = "aggregation", name = "identical_inputs_are_unchanged", version = "1.0.0", api = "1",
  summary = "Adds the peers up instead of averaging them.",

  combine = function(self, ctx, own, peers, out)
    out:assign(own)
    for j = 1, peers.rows do out:axpy(1, peers:row(j)) end
  end,
}
