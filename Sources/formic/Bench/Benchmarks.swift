import Economy
import Identity
import Interface
import Kernels
import LuaRuntime
import PluginHost
import Swarm
import Transport

extension Catalog {
  /// Each layer declares its own beside the code they measure.
  static let benchmarks: [BenchmarkCase] =
    KernelBenchmarks.all + LuaBenchmarks.all + PluginHostBenchmarks.all + SwarmBenchmarks.all + EconomyBenchmarks.all
    + IdentityBenchmarks.all + ToursByPlugin.all + PopulationByPlugin.all + TransportBenchmarks.all + AveragingBenchmarks.all
    + [AuctionByPlugin.benchmark("vickrey", bids: 1_000, goal: "≥ 100 k"), AuctionByPlugin.benchmark("vickrey", bids: 8, goal: "—")]
}
