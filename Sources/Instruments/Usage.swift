import Glibc
import LuaRuntime

/// Time and memory at some moment.
struct Usage {
  private let wall: Int64
  private let cpu: Int64
  private let memory: Int

  init(of state: LuaState) {
    wall = monotonicNanoseconds()
    cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
    memory = state.memory
  }

  /// "wall 1.21 ms, CPU 1.20 ms, memory +16.2 kB"
  func text(since before: Usage) -> String {
    "wall \(durationText(wall - before.wall)), CPU \(durationText(cpu - before.cpu)), memory \(bytesText(memory - before.memory))"
  }
}

func monotonicNanoseconds() -> Int64 { nanoseconds(CLOCK_MONOTONIC) }

private func nanoseconds(_ clock: clockid_t) -> Int64 {
  var now = timespec()
  clock_gettime(clock, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
