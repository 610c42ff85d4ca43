// swift-tools-version: 6.1
import PackageDescription

/// The tree is the architecture: one target a layer, and arrows point down only.
let package = Package(
  name: "formic",
  products: [.executable(name: "formic", targets: ["formic"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

    // C, where Swift can't or shouldn't go
    .target(name: "CKernels", cSettings: [.define("_GNU_SOURCE")], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CLuaBridge", dependencies: ["CLua", "CKernels"], cSettings: [.define("_GNU_SOURCE")]),
    .target(name: "CLineEditor", dependencies: ["CEdit", "CKernels"], cSettings: [.define("_GNU_SOURCE")]),

    .target(name: "CProbe"),

    // Vocabulary
    .target(name: "Interface"),
    .target(name: "Kernels", dependencies: ["CKernels", "Interface"]),
    .target(name: "Policies", dependencies: ["Interface", "Kernels"]),

    // Core
    .target(name: "Simulation", dependencies: ["Interface", "Kernels", "CSodium"]),
    .target(name: "Topology", dependencies: ["Interface", "Kernels", "Simulation"]),
    .target(name: "Transport", dependencies: ["Interface", "Kernels", "Simulation", "Topology"]),
    .target(name: "Datasets", dependencies: ["Interface", "Kernels"]),

    // Layers of the network
    .target(name: "Adaptation", dependencies: ["CKernels", "Interface", "Kernels", "Policies", "Simulation"]),
    .target(name: "Learning", dependencies: ["CKernels", "Interface", "Kernels", "Policies", "Simulation", "Datasets", "Adaptation", "Optimization"]),
    .target(name: "Optimization", dependencies: ["Interface", "Kernels", "Policies", "Simulation"]),
    .target(name: "Economy", dependencies: ["Interface", "Kernels", "Policies", "Simulation", "CSodium"]),
    .target(name: "Swarm", dependencies: ["Interface", "Kernels", "Policies", "Simulation", "Topology"]),
    .target(
      name: "Colony",
      dependencies: [
        "CKernels", "Interface", "Kernels", "Policies", "Simulation", "Topology", "Transport", "Datasets",
        "Adaptation", "Learning", "Optimization", "Economy", "Swarm",
      ]),

    // What scripts reach for besides the network: options, progress, JSON, charts
    .target(name: "Charts"),
    .target(name: "Scripting", dependencies: ["Charts", "Interface", "Kernels"]),

    // Hosts
    .target(name: "LuaRuntime", dependencies: ["CLuaBridge", "Interface", "Kernels"]),
    .target(name: "PluginHost", dependencies: ["LuaRuntime", "Policies", "Interface", "Kernels", "Simulation", "CSodium"]),
    .target(name: "REPL", dependencies: ["CLineEditor", "LuaRuntime", "Interface", "Kernels"]),
    .executableTarget(
      name: "formic",
      dependencies: [
        "CKernels", "CProbe", "REPL", "PluginHost", "LuaRuntime", "Charts", "Scripting", "Colony", "Interface", "Kernels", "Policies",
        "Simulation", "Topology", "Transport", "Datasets", "Adaptation", "Learning", "Optimization", "Economy", "Swarm",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests, one target a layer; they see public API only
    .testTarget(name: "InterfaceTests", dependencies: ["Interface"]),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels", "CKernels"], exclude: ["neon"]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["LuaRuntime", "CLuaBridge", "Interface", "Kernels"]),
    .testTarget(
      name: "PluginHostTests",
      dependencies: ["PluginHost", "LuaRuntime", "Policies", "Economy", "Swarm", "Learning", "Adaptation", "Optimization", "Interface", "Kernels"],
      exclude: ["Broken"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "Topology", "Transport", "Datasets", "Kernels"]),
    .testTarget(name: "EconomyTests", dependencies: ["Economy", "Policies", "Kernels", "Simulation"]),
    .testTarget(name: "SwarmTests", dependencies: ["Swarm", "Policies", "Kernels", "Simulation", "Topology"]),
    .testTarget(name: "LearningTests", dependencies: ["Learning", "Adaptation", "Optimization", "Policies", "Datasets", "Kernels", "Simulation"]),
    .testTarget(name: "ColonyTests", dependencies: ["Colony", "Policies", "Economy", "Swarm", "Simulation", "Datasets", "Kernels", "Interface"]),
    .testTarget(name: "REPLTests", dependencies: ["REPL", "CLineEditor", "Interface", "LuaRuntime", "Kernels"]),
    .executableTarget(name: "rehearsal", dependencies: ["REPL", "LuaRuntime", "Interface"], path: "Tests/Rehearsal"),
    .testTarget(name: "CommandTests", dependencies: ["formic", "Charts", "Scripting", "LuaRuntime", "Interface", "Kernels"]),
  ]
)
