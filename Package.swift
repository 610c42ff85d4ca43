// swift-tools-version: 6.1
import PackageDescription

let gnu: [CSetting] = [.define("_GNU_SOURCE")]

/// The tree is the architecture: one target a layer, and arrows point down only.
let package = Package(
  name: "formic",
  products: [.executable(name: "formic", targets: ["formic"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4", providers: [.apt(["liblua5.4-dev"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

    // C, where Swift can't or shouldn't go
    .target(name: "CKernels", cSettings: gnu, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CLuaBridge", dependencies: ["CLua", "CKernels"], cSettings: gnu),
    .target(name: "CLineEditor", dependencies: ["CEdit", "CKernels"], cSettings: gnu),
    .target(name: "CProbe"),
    // C++, for hnswlib's headers alone
    .target(name: "CHNSW", dependencies: ["CKernels"]),

    // Vocabulary
    .target(name: "Charts"),
    .target(name: "Interface", dependencies: ["Charts"]),
    .target(name: "Kernels", dependencies: ["CKernels", "Interface"]),
    .target(name: "Policies", dependencies: ["CKernels", "CSodium", "Interface", "JSON", "Kernels"]),

    // Core
    .target(name: "Simulation", dependencies: ["CSodium"]),
    .target(name: "Topology", dependencies: ["Datasets", "Interface", "JSON", "Kernels", "Simulation"]),
    .target(name: "Transport", dependencies: ["Interface", "Kernels", "Simulation", "Topology"]),
    .target(name: "Datasets", dependencies: ["Interface", "Kernels"]),
    .target(name: "VectorMemory", dependencies: ["CHNSW", "CKernels", "CSodium", "Kernels", "Storage"]),

    // Plain data as text
    .target(name: "JSON", dependencies: ["Interface", "Kernels"]),

    // What outlives the process
    .target(name: "Storage", dependencies: [.product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    .target(name: "Identity", dependencies: ["CSodium", "Interface"]),

    // Layers of the network
    .target(name: "Optimization", dependencies: ["Interface", "Kernels", "Policies"]),
    .target(name: "Adaptation", dependencies: ["CKernels", "Interface", "Kernels", "Policies"]),
    .target(
      name: "Learning",
      dependencies: ["CKernels", "Interface", "Kernels", "Policies", "Datasets", "Optimization", "Adaptation"]),
    .target(
      name: "Economy", dependencies: ["CKernels", "CSodium", "Identity", "Interface", "Kernels", "Policies", "Simulation", "Storage"]),
    .target(
      name: "Swarm", dependencies: ["CKernels", "Identity", "Interface", "JSON", "Kernels", "Policies", "Storage", "Topology", "VectorMemory"]),
    .target(
      name: "Colony",
      dependencies: [
        "CKernels", "Interface", "Kernels", "JSON", "Policies", "Storage", "Simulation", "Topology", "Transport", "Datasets", "Identity",
        "Optimization", "Adaptation", "Learning", "Economy", "Swarm",
      ]),

    // What scripts reach for besides the network: options, progress, JSON, charts
    .target(name: "Scripting", dependencies: ["CKernels", "Charts", "Interface", "JSON", "Kernels"]),

    // Hosts
    .target(name: "LuaRuntime", dependencies: ["CLuaBridge", "CKernels", "Interface", "Kernels"]),
    .target(name: "Instruments", dependencies: ["Charts", "Interface", "LuaRuntime"]),
    .target(
      name: "PluginHost",
      dependencies: ["CSodium", "CKernels", "Interface", "JSON", "Kernels", "Policies", "LuaRuntime"]),
    .target(name: "REPL", dependencies: ["CLineEditor", "Interface", "LuaRuntime"]),
    .executableTarget(
      name: "formic",
      dependencies: [
        "CKernels", "CProbe", "Interface", "Kernels", "Policies", "Storage", "Transport", "Datasets", "Identity",
        "Optimization", "Adaptation", "Learning", "Economy", "Topology", "VectorMemory", "Swarm", "Colony",
        "Charts", "JSON", "Scripting", "LuaRuntime", "Instruments", "PluginHost", "REPL",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests, one target a layer; they see public API only
    .testTarget(name: "InterfaceTests", dependencies: ["Charts", "Interface"]),
    .testTarget(name: "KernelsTests", dependencies: ["CKernels", "Interface", "Kernels"], exclude: ["neon"]),
    .testTarget(name: "LuaRuntimeTests", dependencies: ["CLuaBridge", "CKernels", "Interface", "Kernels", "LuaRuntime"]),
    .testTarget(name: "InstrumentsTests", dependencies: ["Interface", "Kernels", "LuaRuntime", "Instruments"]),
    .testTarget(
      name: "PluginHostTests",
      dependencies: [
        "Interface", "Kernels", "Policies", "Topology", "Optimization", "Adaptation", "Learning", "Economy", "Swarm",
        "LuaRuntime", "PluginHost",
      ],
      exclude: ["Broken"]),
    .testTarget(name: "SimulationTests", dependencies: ["Kernels", "Simulation", "Topology", "Transport"]),
    .testTarget(name: "TopologyTests", dependencies: ["Interface", "Kernels", "Topology"]),
    .testTarget(name: "IdentityTests", dependencies: ["Kernels", "Identity"]),
    // A program to be killed while it moves money.
    .executableTarget(name: "teller", dependencies: ["Kernels", "Economy", "Storage"], path: "Tests/Teller"),
    .testTarget(name: "EconomyTests", dependencies: ["Interface", "Kernels", "Policies", "Simulation", "Storage", "Economy", "teller"]),
    // A program to be killed while it keeps vectors.
    .executableTarget(name: "keeper", dependencies: ["Kernels", "VectorMemory"], path: "Tests/Keeper"),
    .testTarget(name: "VectorMemoryTests", dependencies: ["Datasets", "Kernels", "VectorMemory", "keeper"]),
    .testTarget(name: "SwarmTests", dependencies: ["Identity", "Interface", "Kernels", "Policies", "Storage", "Topology", "Swarm"]),
    .testTarget(
      name: "LearningTests",
      dependencies: ["Kernels", "Policies", "Datasets", "Optimization", "Adaptation", "Learning"]),
    .testTarget(
      name: "ColonyTests",
      dependencies: ["Interface", "Kernels", "Policies", "Storage", "Simulation", "Identity", "Economy", "Swarm", "Colony", "LuaRuntime", "Instruments"]),
    // A session to be tested through a terminal.
    .executableTarget(name: "rehearsal", dependencies: ["Interface", "LuaRuntime", "REPL"], path: "Tests/Rehearsal"),
    .testTarget(name: "REPLTests", dependencies: ["CLineEditor", "Interface", "LuaRuntime", "REPL", "rehearsal"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "formic", "Interface", "Instruments", "JSON", "Kernels", "Policies", "Datasets", "Identity", "Optimization", "Adaptation", "Learning", "Economy", "Topology", "Swarm", "Colony", "Charts",
        "Scripting", "PluginHost",
      ]),
  ],
  cxxLanguageStandard: .cxx17
)
