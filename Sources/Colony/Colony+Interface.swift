import CKernels
import Economy
public import Interface
import Policies
import Simulation

/// What scripts and the REPL see of colonies.
public enum ColonyInterface {
  public static func module(_ environment: ColonyEnvironment) -> Module {
    Module(
      "colony", "A market of edge nodes: the whole data flow of a request, simulated event by event.",
      functions: [
        Function(
          "new", "Founds a colony, or takes up the run in a file.",
          detail: "A run in `store` is taken up where its journal ends, by doing it again: every entry has to come out as it is in the file. Policies are named, or named with their options: use = { auction = \"first_price\", pheromone = { \"max_min\", rho = 0.1 } }.",
          Typed<Table?>(Configuration.parameter), returns: Parameter("colony", .object("colony")),
          example: "colony.new{ nodes = 16, tasks = 50 }", errors: [
            "a file of data is missing or malformed", "a policy cannot be put in force",
            "the store holds no run of a colony, a run with other options, or one that does not come out again",
          ]
        ) { options in
          let colony = try Colony.opened(options ?? Table(), environment)
          let run = ColonyRun(colony, in: environment)
          if colony.configuration.governance { environment.governors.choose { [weak run] in run.map { ScriptGovernor(ColonySeat($0)) } } }
          return run
        },
        Function(
          "replay", "Does the run of a file again and holds it to the file, entry by entry: what it was founded with, each decision of a policy, what was done to it.",
          detail: "The policies' texts are in the file. The colony that comes out is in memory and can go on.",
          .string("store", "a file that a colony kept its books in"), returns: Parameter("colony", .object("colony")),
          example: """
            (function()
              local file = os.tmpname(); os.remove(file)
              colony.new{ nodes = 16, tasks = 50, store = file }:run()
              local c = colony.replay(file)
              os.remove(file); os.remove(file .. "-lock")
              return c
            end)()
            """,
          errors: ["the file holds no run, was changed (the entry is named), or an entry does not come out again", "the data it ran on is not what is there now"]
        ) { store in ColonyRun(try Colony.repeated(store, environment), in: environment) },
        Function(
          "counterfactual", "What the run of a file would have come to under other policies: the same arrivals, nodes, chances and other decisions.",
          detail: "The run is done again as it was, held to the file, and once more with the other policies from its beginning on.",
          .string("store", "a file that a colony kept its books in"), Typed<Table>(PolicyChoice.parameter("policies by kind", isOptional: false)),
          returns: Counterfactual.result,
          example: """
            (function()
              local file = os.tmpname(); os.remove(file)
              colony.new{ nodes = 16, tasks = 50, store = file }:run()
              local rows = colony.counterfactual(file, { auction = "first_price" })
              os.remove(file); os.remove(file .. "-lock")
              return rows
            end)()
            """,
          errors: ["what colony.replay raises", "a policy cannot be put in force"]
        ) { store, use in
          let changed = try PolicyChoice.read(.table(use), "use")
          if changed.isEmpty { throw ScriptError("use: no policy named: write { auction = \"first_price\" }") }
          let runs = try Colony.counterfactual(store, changed, environment)
          return Counterfactual.rows(runs.recorded, runs.changed)
        },
        Function(
          "sweep", "Runs many colonies to their end, a few at a time, and returns their reports in order.",
          detail: """
            Results depend on neither the number of workers nor the order. A swap is written
              swaps = { { at = 0.5, use = { auction = "first_price" } } }
            """,
          .table("runs", elements: SweepRun.parameter, "one table a run"),
          .optional(.table("settings", fields: [workers.parameter]), "{}"), returns: .table("reports", elements: ColonyResults.report, "in the order of the runs"),
          example: "#colony.sweep({ { nodes = 16, tasks = 20 }, { nodes = 16, tasks = 20, seed = 2 } })", errors: ["what colony.new raises, for the first run that fails", "a swap cannot be made"]
        ) { runs, settings in
          let parsed = try runs.list.map { value in
            guard case .table(let table) = value else { throw ScriptError("a run is a table") }
            return try SweepRun(table)
          }
          return Table(list: try Sweep.reports(parsed, workers: Int((settings ?? Table())[workers]), environment).map(Value.table))
        },
        Function(
          "states", "The states a task may end in.", returns: Parameter("names", .table), example: "colony.states()[1]"
        ) { Table(list: TaskState.ends.map { .string($0.name) }) },
      ],
      classes: [Self.class])
  }

  private static let workers = Typed<Int64>.integer("workers", 1...64, "colonies that run at a time").defaulting(to: 2)

  private static var `class`: Class {
    Class(
      "colony", "A running market of edge nodes.",
      methods: [
        Function(
          "run", "Runs until a moment of simulated time, or until every task has ended. Ctrl-C stops between two events.",
          .object("self") as Typed<ColonyRun>, .optional(.number("until", 0...Double.greatestFiniteMagnitude, unit: "s"), "the end"),
          returns: Parameter("colony", .object("colony")), example: "colony.new{ nodes = 16, tasks = 50 }:run(60)", errors: ["it runs in the background already"]
        ) { run, until in
          try run.run(until: until.map { $0 > 1e12 ? .max : .seconds($0) } ?? .max)
          return run
        },
        Function(
          "use", "Puts a policy in force, between two events. On any failure the one before stays.",
          parameters: [
            Parameter("self", .object("colony")), Parameter("kind", .string),
            Parameter("name", .string, "a plugin of that kind, or \"native\" for the built-in rule"),
            Parameter("options", .table, isOptional: true, defaultText: "{}"),
            Parameter("hash", .string, isOptional: true, defaultText: "any", "the text must have, as `plugin.load(name).hash` gives it: what was reviewed, nothing else"),
          ],
          results: [Parameter("colony", .object("colony"))], example: "colony.new{ nodes = 16, tasks = 50 }:use(\"auction\", \"first_price\")",
          errors: ["there is no such kind or plugin, it cannot be loaded, an option is not in its schema, or its text has another hash: the policy before stays"]
        ) { frame in
          let run = ColonyRun.read(frame, 0)
          var options = Table()
          if !frame.isNone(3), case .table(let given) = try frame.value(3) { options = given }
          let (kind, name, hash) = (frame.string(1), frame.string(2), frame.isNone(4) ? nil : frame.string(4))
          try run.withColony { _ = try $0.policies.use(kind, name, options: options, hash: hash, at: $0.now) }
          run.write(frame)
        },
        Function(
          "reinstate", "Lifts the suspension of a kind's policy.", .object("self") as Typed<ColonyRun>, .string("kind"),
          returns: Parameter("lifted", .boolean), example: "colony.new{ nodes = 16, tasks = 50 }:reinstate(\"auction\")"
        ) { run, kind in run.withColony { $0.reinstate(kind) } },
        Function(
          "start", "Runs to the end in the background. Commands take effect between two events.",
          .object("self") as Typed<ColonyRun>, .optional(.number("pace", 0.001...1e9, unit: "simulated s / s"), "as fast as it goes"),
          returns: Parameter("colony", .object("colony")), example: "colony.new{ nodes = 16, tasks = 50 }:start():wait()", errors: ["it runs in the background already"]
        ) { run, pace in
          try run.start(pace: pace)
          return run
        },
        Function(
          "stop", "Stops a background run between two events; it can go on.", .object("self") as Typed<ColonyRun>,
          returns: Parameter("colony", .object("colony")), example: "colony.new{ nodes = 16, tasks = 50 }:start(10):stop()"
        ) { run in
          run.stop()
          return run
        },
        Function(
          "wait", "Waits for a background run. Ctrl-C ends the waiting, not the run.", .object("self") as Typed<ColonyRun>,
          returns: Parameter("colony", .object("colony")), example: "colony.new{ nodes = 16, tasks = 50 }:start():wait()"
        ) { run in
          run.wait { ck_is_interrupted() }
          return run
        },
        Function(
          "report", "Everything that is known of the run so far, as a table.", .object("self") as Typed<ColonyRun>,
          returns: ColonyResults.report, example: "colony.new{ nodes = 16, tasks = 50 }:run():report().tasks.completed"
        ) { run in run.withColony { $0.report() } },
        Function(
          "governance", "Its governor: proposals, votes, the queue, and what may be changed.", .object("self") as Typed<ColonyRun>,
          returns: Parameter("governor", .object("governor")), example: "colony.new{ nodes = 16, tasks = 50, governance = true }:governance()",
          errors: ["it was founded without governance"]
        ) { run in
          guard run.withColony({ $0.configuration.governance }) else {
            throw ScriptError("colony:governance: this colony has none; colony.new{ governance = true } has")
          }
          return ScriptGovernor(ColonySeat(run))
        },
        Function(
          "memory", "What a node remembers of its own tasks and has heard of its peers', as of now: a copy, which asks the built-in memory policy.",
          .object("self") as Typed<ColonyRun>, .integer("node", 1...100_000), returns: Parameter("memory", .object("collective_memory")),
          example: "colony.new{ nodes = 16, tasks = 50, memory = \"gossip\" }:run():memory(1)", errors: ["there is no such node", "it was founded without memory"]
        ) { run, node in try run.withColony { try $0.memory(of: Int(node)) } },
        Function(
          "node", "What a node is and how it has fared.", .object("self") as Typed<ColonyRun>, .integer("index", 1...100_000),
          returns: ColonyResults.node, example: "colony.new{ nodes = 16, tasks = 50 }:node(1).speed", errors: ["there is no such node"]
        ) { run, index in try run.withColony { try $0.describeNode(Int(index)) } },
        Function(
          "task", "Where a task stands.", .object("self") as Typed<ColonyRun>, .integer("index", 1...Int64(Int32.max)),
          returns: ColonyResults.task, example: "colony.new{ nodes = 16, tasks = 50 }:run():task(1).state", errors: ["there is no such task"]
        ) { run, index in try run.withColony { try $0.describeTask(Int(index)) } },
        Function(
          "explain", "Why a task cost what it did: the pool's quote step by step, the bids, and the rule that chose; with the rules' hashes.",
          detail: "It is kept for the last 65,536 tasks.",
          .object("self") as Typed<ColonyRun>, .integer("index", 1...Int64(Int32.max)), returns: Parameter("explanation", .object("explanation")),
          example: "colony.new{ nodes = 16, tasks = 50 }:run():explain(2)", errors: ["there is no such task, or it was not priced"]
        ) { run, index in try run.withColony { try $0.explain(Int(index)) } },
      ],
      fields: [
        Function(
          "now_s", "Simulated time.", .object("self") as Typed<ColonyRun>, returns: Parameter("now", .number, unit: "s"),
          example: "colony.new{ nodes = 16, tasks = 50 }.now_s"
        ) { run in run.withColony { $0.now.inSeconds } },
        Function(
          "duration_s", "From the first arrival to the last.", .object("self") as Typed<ColonyRun>,
          returns: Parameter("duration", .number, unit: "s"), example: "colony.new{ nodes = 16, tasks = 50 }.duration_s"
        ) { run in run.withColony { $0.duration.inSeconds } },
        Function(
          "done", "Whether every task has ended.", .object("self") as Typed<ColonyRun>, returns: Parameter("done", .boolean),
          example: "colony.new{ nodes = 16, tasks = 50 }:run().done"
        ) { run in run.withColony { $0.isDone } },
        Function(
          "running", "Whether it runs in the background.", .object("self") as Typed<ColonyRun>, returns: Parameter("running", .boolean),
          example: "colony.new{ nodes = 16, tasks = 50 }.running"
        ) { run in run.isRunning },
      ],
      operators: [
        .card(of: ColonyRun.self, example: "tostring(colony.new{ nodes = 16, tasks = 50 })")
      ])
  }
}
