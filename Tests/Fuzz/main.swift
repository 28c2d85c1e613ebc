import Glibc
import HostileInput

// `fuzz ENTRANCE [libFuzzer's own arguments]`, and what ops/fuzz needs besides:
//   fuzz list                       the entrances, a line each
//   fuzz seeds ENTRANCE FOLDER      writes what the search sets out from
//   fuzz replay ENTRANCE FILE …     takes files in; 1 when something that must hold did not
//   fuzz messages SEED COUNT FILE   takes in COUNT changed messages, each kept in FILE while it is taken in
let words = CommandLine.arguments
switch words.count > 1 ? words[1] : "" {
case "list": for entrance in Entrance.all { print(entrance.name) }
case "seeds" where words.count == 4: try Search(words[2]).writeSeeds(to: words[3])
case "replay" where words.count > 3: exit(try Search(words[2]).replay(Array(words[3...])) ? 0 : 1)
case "messages" where words.count == 5:
    guard let seed = UInt64(words[2]), let count = Int(words[3]) else { exit(2) }
    exit(try MessageRun(seed: seed, count: count, file: words[4]).run() ? 0 : 1)
case "": exit(2)
case let name: exit(try Search(name).run())
}
