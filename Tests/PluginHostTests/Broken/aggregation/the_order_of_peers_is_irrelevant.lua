--- Breaks "the order of peers is irrelevant": halves towards one peer after the other, so that the last counts most.
return {
  kind = "aggregation", name = "the_order_of_peers_is_irrelevant", version = "1.0.0", api = "1",
  summary = "Halves towards one peer after the other, so that the last counts most.",

  combine = function(self, ctx, own, peers, out)
    out:assign(own)
    for j = 1, peers.rows do
      out:scale(0.5)
      out:axpy(0.5, peers:row(j))
    end
  end,
}
