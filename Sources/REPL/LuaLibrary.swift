/// What Lua 5.4 brings along, for help and completion: https://www.lua.org/manual/5.4/manual.html
enum LuaLibrary {
  struct Entry: Sendable {
    var name: String
    /// With parameters and, after an arrow, results.
    var signature: String
    var summary: String
  }

  static func entry(_ name: String) -> Entry? { index[name].map { entries[$0] } }

  private static let index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.name, $0.offset) })

  static let entries: [Entry] = table.split(separator: "\n").map { line in
    let cut = line.firstRange(of: " -- ")!
    let signature = String(line[..<cut.lowerBound])
    // A constant's name ends at its colon, a method's holds one.
    let end = signature.firstIndex(of: "(") ?? signature.firstIndex(of: ":") ?? signature.endIndex
    return Entry(name: String(signature[..<end]), signature: signature, summary: String(line[cut.upperBound..<line.endIndex]))
  }

  /// A signature and a line about it each.
  private static let table = """
    assert(v [, message], ...) → v, message, ... -- Raises `message` if `v` is false or nil, else returns its arguments.
    collectgarbage([option [, ...]]) -- Runs or steers the garbage collector: collect, count (KiB in use), stop, restart, step, generational, incremental.
    dofile([path]) → ... -- Runs a file, or the standard input, and returns what it returns.
    error(message [, level]) -- Raises an error; level 1 adds where this was called, 2 where its caller was, 0 nothing.
    getmetatable(object) → metatable -- The metatable, or its `__metatable` field where it has one.
    ipairs(list) → iterator -- Walks 1, 2, … up to the first nil: for i, v in ipairs(list) do … end
    load(chunk [, name [, mode [, env]]]) → function or nil, message -- Compiles text, or what a function returns piece by piece, without running it.
    loadfile([path [, mode [, env]]]) → function or nil, message -- Compiles a file without running it.
    next(table [, key]) → key, value -- The entry after `key` in no particular order; nil after the last.
    pairs(table) → iterator -- Walks all entries in no particular order: for k, v in pairs(t) do … end
    pcall(f, ...) → true, results... or false, error -- Calls `f` so that an error becomes a result.
    print(...) -- Writes its arguments as text, separated by tabs, and ends the line.
    rawequal(a, b) → boolean -- Whether both are the same, without `__eq`.
    rawget(table, key) → value -- The entry itself, without `__index`.
    rawlen(v) → integer -- The length of a table or string, without `__len`.
    rawset(table, key, value) → table -- Sets the entry itself, without `__newindex`.
    require(name) → module, place -- Loads a module once: from package.loaded, package.preload, or a file along package.path.
    select(n, ...) → ... -- The arguments from the n-th on (from the end where negative); their number for '#'.
    setmetatable(table, metatable) → table -- Sets or, with nil, removes the metatable.
    tonumber(v [, base]) → number or nil -- The number that text stands for, in base 2 to 36.
    tostring(v) → string -- Text for any value, by `__tostring` or `__name` where it has one.
    type(v) → string -- nil, boolean, number, string, table, function, thread or userdata.
    warn(message, ...) -- Emits a warning of the pieces put together; '@on' and '@off' switch warnings.
    xpcall(f, handler, ...) → true, results... or false, ... -- Like pcall, with what `handler` makes of the error, called where it arose.
    coroutine.close(co) → true or false, error -- Ends a suspended or dead coroutine and closes its pending variables.
    coroutine.create(f) → thread -- A new coroutine that will run `f`.
    coroutine.isyieldable([co]) → boolean -- Whether it can yield here.
    coroutine.resume(co, ...) → true, ... or false, error -- Starts or continues it; returns what it yields or returns.
    coroutine.running() → thread, boolean -- The running coroutine, and whether it is the main one.
    coroutine.status(co) → string -- running, suspended, normal or dead.
    coroutine.wrap(f) → function -- A function that resumes a new coroutine of `f` and passes its errors on.
    coroutine.yield(...) → ... -- Suspends; returns what the next resume passes.
    debug.debug() -- Reads and runs lines until one says `cont`.
    debug.gethook([thread]) → hook, mask, count -- The hook in force.
    debug.getinfo([thread,] f [, what]) → table -- What is known of a function or of a level of the stack: source, lines, name, parameters.
    debug.getlocal([thread,] f, index) → name, value -- A local variable of a level of the stack; a parameter's name of a function.
    debug.getmetatable(v) → metatable -- The metatable itself, of any value.
    debug.getregistry() → table -- The table where C code keeps Lua values.
    debug.getupvalue(f, index) → name, value -- A variable that a function has from outside.
    debug.getuservalue(u [, n]) → value, boolean -- A Lua value attached to a userdata.
    debug.sethook([thread,] hook, mask [, count]) -- Calls `hook` at calls (c), returns (r), lines (l) or each `count` instructions.
    debug.setcstacklimit(limit) → integer or false -- Deprecated: has no effect.
    debug.setlocal([thread,] level, index, value) → name -- Sets a local variable of a level of the stack.
    debug.setmetatable(v, metatable) → v -- Sets the metatable of any value.
    debug.setupvalue(f, index, value) → name -- Sets a variable that a function has from outside.
    debug.setuservalue(u, value [, n]) → u -- Attaches a Lua value to a userdata.
    debug.traceback([thread,] [message [, level]]) → string -- The calls that led here, as text.
    debug.upvalueid(f, index) → id -- An identity of an outer variable, to see whether closures share it.
    debug.upvaluejoin(f, i, g, j) -- Makes the i-th outer variable of `f` the j-th of `g`.
    io.close([file]) → true or nil, message -- Closes a file, or the default output.
    io.flush() -- Writes out what the default output has buffered.
    io.input([file]) → file -- Sets or tells the default input.
    io.lines([path, ...]) → iterator -- Walks the lines of a file, which is closed at its end: for line in io.lines(path) do … end
    io.open(path [, mode]) → file or nil, message -- Opens a file: r, w, a, r+, w+, a+, with b for binary.
    io.output([file]) → file -- Sets or tells the default output.
    io.popen(command [, mode]) → file -- Starts a program, to read its output or to write to it.
    io.read(...) → ... -- Reads from the default input: 'n' a number, 'a' all, 'l' a line, 'L' a line with its end, a count of bytes.
    io.stderr: file -- The standard error.
    io.stdin: file -- The standard input.
    io.stdout: file -- The standard output.
    io.tmpfile() → file -- A temporary file, gone when the program ends.
    io.type(v) → string or nil -- 'file', 'closed file', or nil where it is no file.
    io.write(...) → file -- Writes strings and numbers to the default output.
    math.abs(x) → number -- |x|, an integer for an integer.
    math.acos(x) → number -- Arc cosine, in radians.
    math.asin(x) → number -- Arc sine, in radians.
    math.atan(y [, x]) → number -- Arc tangent of y/x, in radians, in the right quadrant; x is 1 when left out.
    math.ceil(x) → integer -- The least integer not below x.
    math.cos(x) → number -- Cosine of x radians.
    math.deg(x) → number -- Radians as degrees.
    math.exp(x) → number -- e to the power of x.
    math.floor(x) → integer -- The greatest integer not above x.
    math.fmod(x, y) → number -- The remainder of x/y with the sign of x.
    math.huge: number -- Infinity.
    math.log(x [, base]) → number -- The logarithm, to base e when left out.
    math.max(x, ...) → number -- The greatest argument.
    math.maxinteger: integer -- 2^63 − 1.
    math.min(x, ...) → number -- The least argument.
    math.mininteger: integer -- −2^63.
    math.modf(x) → number, number -- The integral and the fractional part.
    math.pi: number -- π.
    math.rad(x) → number -- Degrees as radians.
    math.random([m [, n]]) → number -- Uniform in [0, 1); an integer in 1…m, or m…n; 64 random bits for 0.
    math.randomseed([x [, y]]) → integer, integer -- Seeds math.random; with nothing, by chance.
    math.sin(x) → number -- Sine of x radians.
    math.sqrt(x) → number -- Square root.
    math.tan(x) → number -- Tangent of x radians.
    math.tointeger(x) → integer or nil -- The integer equal to x, if there is one.
    math.type(x) → string or nil -- 'integer', 'float', or nil where it is no number.
    math.ult(m, n) → boolean -- Whether m < n as unsigned integers.
    math.atan2(y, x) → number -- Deprecated: math.atan takes both.
    math.cosh(x) → number -- Deprecated: hyperbolic cosine.
    math.frexp(x) → number, integer -- Deprecated: m and e with x = m · 2^e.
    math.ldexp(m, e) → number -- Deprecated: m · 2^e.
    math.log10(x) → number -- Deprecated: math.log(x, 10).
    math.pow(x, y) → number -- Deprecated: x ^ y.
    math.sinh(x) → number -- Deprecated: hyperbolic sine.
    math.tanh(x) → number -- Deprecated: hyperbolic tangent.
    os.clock() → number -- Processor time of the program, in s.
    os.date([format [, time]]) → string or table -- A moment as text by strftime's format, or as fields for '*t'; '!' means UTC.
    os.difftime(t2, t1) → number -- Seconds from t1 to t2.
    os.execute([command]) → true or nil, 'exit' or 'signal', integer -- Runs a command in a shell.
    os.exit([code [, close]]) -- Ends the program; true means success.
    os.getenv(name) → string or nil -- A variable of the environment.
    os.remove(path) → true or nil, message -- Deletes a file or an empty folder.
    os.rename(from, to) → true or nil, message -- Renames a file.
    os.setlocale([locale [, category]]) → string or nil -- Sets or tells the locale.
    os.time([table]) → integer -- Now, or the moment of a table of date fields, in s since 1970.
    os.tmpname() → string -- A name for a temporary file.
    package.config: string -- The characters paths are written with.
    package.cpath: string -- Where require looks for libraries in C.
    package.loaded: table -- What require has loaded, by name.
    package.loadlib(path, name) → function or nil, message, where -- A function of a C library.
    package.path: string -- Where require looks for files: templates with ? for the name, separated by ;
    package.preload: table -- Functions that load a module, by its name.
    package.searchers: table -- How require looks for a module, in order.
    package.searchpath(name, path [, sep [, rep]]) → string or nil, message -- The first file that `path` gives for a name.
    string.byte(s [, i [, j]]) → integer... -- The bytes from i (1) to j (i).
    string.char(...) → string -- The string of these bytes.
    string.dump(f [, strip]) → string -- A function in binary.
    string.find(s, pattern [, init [, plain]]) → first, last, captures... or nil -- Where a pattern first matches.
    string.format(format, ...) → string -- Text by a format: %d %s %g %x %q and the like.
    string.gmatch(s, pattern [, init]) → iterator -- Walks the matches: for word in s:gmatch('%a+') do … end
    string.gsub(s, pattern, replacement [, n]) → string, count -- Replaces matches by a string, a table's entry or a function's result.
    string.len(s) → integer -- Its length in bytes.
    string.lower(s) → string -- With ASCII letters in lower case.
    string.match(s, pattern [, init]) → captures... or nil -- What a pattern captures, or the whole match.
    string.pack(format, ...) → string -- Values in binary, as a format says.
    string.packsize(format) → integer -- Bytes that string.pack gives for a format of fixed size.
    string.rep(s, n [, separator]) → string -- s, n times over.
    string.reverse(s) → string -- Its bytes backwards.
    string.sub(s, i [, j]) → string -- The bytes from i to j; negative ones count from the end.
    string.unpack(format, s [, position]) → values..., next -- Reads binary values, as string.pack wrote them.
    string.upper(s) → string -- With ASCII letters in upper case.
    table.concat(list [, separator [, i [, j]]]) → string -- Strings and numbers of a list put together.
    table.insert(list, [position,] value) -- Puts a value at the end, or before a position.
    table.move(from, f, e, t [, to]) → table -- Copies entries f…e to t… of the same or another table.
    table.pack(...) → table -- A list of the arguments, with their number in `n`.
    table.remove(list [, position]) → value -- Takes the last value out, or the one at a position.
    table.sort(list [, less]) -- Sorts in place, not stably, by < or by `less(a, b)`.
    table.unpack(list [, i [, j]]) → ... -- The values of a list.
    utf8.char(...) → string -- The UTF-8 text of code points.
    utf8.charpattern: string -- A pattern that matches one UTF-8 sequence.
    utf8.codepoint(s [, i [, j [, lax]]]) → integer... -- The code points that start between bytes i and j.
    utf8.codes(s [, lax]) → iterator -- Walks the characters: for position, code in utf8.codes(s) do … end
    utf8.len(s [, i [, j [, lax]]]) → integer or nil, position -- How many characters, or where the first bad byte is.
    utf8.offset(s, n [, i]) → position -- The byte where the n-th character starts.
    file:close() → true -- Closes the file.
    file:flush() -- Writes out what is buffered.
    file:lines(...) → iterator -- Walks the lines, in io.read's formats.
    file:read(...) → ... -- Reads in io.read's formats.
    file:seek([whence [, offset]]) → integer -- Moves to an offset from 'set', 'cur' or 'end' and tells the position.
    file:setvbuf(mode [, size]) → true -- Buffering: 'no', 'full' or 'line'.
    file:write(...) → file -- Writes strings and numbers.
    coroutine: library -- Functions that can pause and go on.
    debug: library -- A look behind the scenes; slow, and easily misused.
    io: library -- Files and streams.
    math: library -- Numbers.
    os: library -- Time, environment, processes.
    package: library -- How require finds modules.
    string: library -- Text and bytes; a string's methods.
    table: library -- Lists.
    utf8: library -- Text by characters.
    _G: table -- The globals themselves.
    _VERSION: string -- The version of the language.
    """
}
