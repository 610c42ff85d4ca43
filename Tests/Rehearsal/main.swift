// A session with one native function more than Lua has: work in the background that prints. Only tests run it.
import Glibc
import Interface
import LuaRuntime
import REPL

LuaInterrupt.install()
var configuration = SessionConfiguration()
let output = configuration.output
let state = try LuaState(.trusted { output.write($0) })

let later = Function(
  "later", "Prints lines from another thread.", .string("text"), .integer("count"), .integer("interval", unit: "ms"),
  returns: Parameter("nothing", .any), example: "later('tick', 3, 10)"
) { text, count, interval in
  final class Work: Sendable {
    let step: @Sendable () -> Void
    init(_ step: @escaping @Sendable () -> Void) { self.step = step }
  }
  let work = Work { [output] in
    for i in 1...max(count, 1) {
      usleep(UInt32(interval) * 1000)
      output.write("\(text) \(i)\n")
    }
  }
  var thread = pthread_t()
  pthread_create(&thread, nil, { Unmanaged<Work>.fromOpaque($0!).takeRetainedValue().step(); return nil }, Unmanaged.passRetained(work).toOpaque())
  return Nothing()
}
configuration.modules = [Module("", "Rehearsal.", functions: [later])]
try state.install(modules: configuration.modules)
configuration.words = { call in
  call.path == ["plugin", "load"] ? [Candidate("auction/vickrey", .string), Candidate("auction/first_price", .string)] : []
}
exit(try Conversation(state) { configuration }.run())
