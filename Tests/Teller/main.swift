import Economy
import Glibc
import Kernels
import Storage

// Moves money in a durable ledger and says on standard output what it was told is done, 8 bytes an id.
//
//   teller work FILE SEED         until it is killed
//   teller fill FILE BYTES        until a file may not grow beyond so many bytes; 0: until the disk is full
//   teller visit FILE             opens it as somebody without rights

func books(_ path: String) throws -> Ledger {
  try Ledger(file: JournalFile(path: path)) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}

/// Opens the accounts of an empty ledger: an issuer, and four with a million each.
func found(_ ledger: Ledger) throws(LedgerError) {
  if ledger.accountCount > 0 { return }
  try ledger.batch { () throws(LedgerError) in
    let issuer = ledger.open("issuer", limit: .creditsMustNotExceedDebits)
    for i in 0..<4 {
      try ledger.transfer(TransferID(.issue, task: i), from: issuer, to: ledger.open("account \(i)"), amount: 1_000_000, code: .issue)
    }
  }
}

func tell(_ ids: [UInt64]) {
  _ = ids.withUnsafeBytes { write(1, $0.baseAddress!, $0.count) }
}

func account(_ number: Int) -> AccountID { AccountID(rawValue: UInt32(1 + number % 4)) }

/// One transfer, three in a batch, or a hold and how it ends.
func operate(_ ledger: Ledger, _ number: UInt64, _ random: inout RandomStream) throws(LedgerError) {
  let (from, amount) = (random.below(4), Int64(1 + random.below(2_000)))
  let id = TransferID(rawValue: number * 4)
  switch random.below(4) {
  case 0:
    try ledger.batch { () throws(LedgerError) in
      for i in 0..<3 {
        try ledger.transfer(
          TransferID(rawValue: id.rawValue + UInt64(i)), from: account(from + i), to: account(from + i + 1), amount: amount,
          code: TransferCode(rawValue: 100))
      }
    }
    tell([id.rawValue, id.rawValue + 1, id.rawValue + 2])
  case 1:
    try ledger.hold(id, from: account(from), to: account(from + 1), amount: amount, code: .escrow)
    tell([id.rawValue])
    if random.below(2) == 0 { try ledger.post(id, amount: 1 + amount / 2) } else { try ledger.void(id) }
  default:
    try ledger.transfer(id, from: account(from), to: account(from + 1), amount: amount, code: .script)
    tell([id.rawValue])
  }
}

func operate(_ ledger: Ledger, seed: UInt64) throws(LedgerError) {
  var random = RandomStream(seed: seed, "teller")
  var number = (seed + 1) << 24
  while true {
    number += 1
    do throws(LedgerError) { try operate(ledger, number, &random) } catch {
      if case .storage = error { throw error }  // lack of funds is an answer as good as another
    }
  }
}

/// What a ledger is, in a line.
func line(_ ledger: Ledger) throws -> String {
  try ledger.audit()
  return "\(ledger.journal!.entries.count) \(ledger.journal!.head.hexadecimal) \((0..<4).map { ledger.balance(of: account($0)) })\n"
}

/// Works until the disk takes no more, then shows the books as they are in memory and as they are on the disk.
func fill(_ path: String, bytes: UInt64) throws {
  let ballast = path + ".ballast"
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  let before = limit
  if bytes > 0 {
    signal(SIGXFSZ, SIG_IGN)
    limit.rlim_cur = rlim_t(bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  } else if let file = fopen(ballast, "w") {
    fwrite([UInt8](repeating: 1, count: 128 << 10), 1, 128 << 10, file)
    fclose(file)
  }
  let ledger = try books(path)
  try found(ledger)
  do { try operate(ledger, seed: 1) } catch { print("error: \(error)") }
  let memory = try line(ledger)
  var again = "took more"
  do { try ledger.transfer(TransferID(rawValue: 1), from: account(0), to: account(1), amount: 1, code: .script) } catch { again = "\(error)" }
  print("again: \(again)")
  let after = try line(ledger)
  ledger.journal!.file!.close()
  var restored = before
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &restored)
  unlink(ballast)
  print("memory: \(memory)memory: \(after)disk: \(try line(books(path)))", terminator: "")
}

let arguments = CommandLine.arguments
do {
  switch arguments[1] {
  case "work":
    let ledger = try books(arguments[2])
    try found(ledger)
    tell([0])  // ready
    // What the one before was doing when it was killed, again: it moves money once.
    for transfer in ledger.transfers.suffix(5) where !transfer.isTwoPhase {
      _ = try? ledger.transfer(transfer.id, from: transfer.debit, to: transfer.credit, amount: transfer.amount, code: transfer.code)
    }
    try operate(ledger, seed: UInt64(arguments[3])!)
  case "fill": try fill(arguments[2], bytes: UInt64(arguments[3])!)
  default:
    if geteuid() == 0 { seteuid(65534) }
    print("opened, \(try line(books(arguments[2])))")
  }
} catch {
  print("error: \(error)")
}
