import Foundation
import Glibc
import HostileInput

/// Takes in messages that were in order before they were changed, and counts what became of them.
struct MessageRun {
    let seed: UInt64
    let count: Int
    /// Holds the message that is being taken in: what is left there when the process dies is the find.
    let file: String

    /// Prints how often each outcome came; false when something that must hold did not.
    func run() throws -> Bool {
        guard let entrance = Entrance.named("envelope") else { return false }
        var mutator = MessageMutator(try entrance.seeds(), seed: seed)
        var counts: [String: Int] = [:]
        for number in 1...max(1, count) {
            let message = mutator.next()
            try Data(message).write(to: URL(fileURLWithPath: file))
            // Nobody answers the signal: a message that takes so long ends the process, as a crash does.
            alarm(10)
            let outcome = try entrance.takeMeasured(message)
            guard outcome.broken.isEmpty else {
                print("message \(number) of seed \(seed): \(outcome.broken.joined(separator: "; "))")
                return false
            }
            for code in outcome.codes { counts[code, default: 0] += 1 }
        }
        for (code, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print(String(repeating: " ", count: max(0, 9 - "\(count)".count)) + "\(count)  \(code)")
        }
        return true
    }
}
