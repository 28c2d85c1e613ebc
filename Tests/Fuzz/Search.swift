import Foundation
import Glibc
import HostileInput

/// libFuzzer's search through one entrance.
struct Search {
    private let entrance: Entrance

    init(_ name: String) throws {
        guard let entrance = Entrance.named(name) else { throw Unknown(name: name) }
        self.entrance = entrance
    }

    struct Unknown: Error { let name: String }

    func writeSeeds(to folder: String) throws {
        for (number, seed) in try entrance.seeds().enumerated() {
            try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
        }
    }

    /// Whether all that must hold holds for these files.
    func replay(_ paths: [String]) throws -> Bool {
        var holds = true
        for path in paths {
            let outcome = try entrance.takeMeasured(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
            print(path, outcome.codes.joined(separator: " "), outcome.broken.joined(separator: "; "))
            holds = holds && outcome.broken.isEmpty
        }
        return holds
    }

    /// Runs until libFuzzer's arguments say that it is enough; its exit code.
    func run() throws -> CInt {
        // What the first input would otherwise be charged for.
        for seed in try entrance.seeds().prefix(1) { _ = try entrance.take(seed) }
        searched = entrance
        mutated = try MutatedInput(entrance)
        // A stack that overflows leaves no room for the report about it.
        var spare = stack_t()
        spare.ss_size = 256 * 1024
        spare.ss_sp = malloc(spare.ss_size)
        sigaltstack(&spare, nil)
        // libFuzzer reads its arguments from the second on; ours is the first.
        var count = CommandLine.argc - 1
        var words = CommandLine.unsafeArgv + 1
        return drive(&count, &words, takeIn)
    }
}

/// What libFuzzer's functions without a context work on; set once, before it starts, and used by its one thread.
nonisolated(unsafe) private var searched: Entrance?
nonisolated(unsafe) private var mutated: MutatedInput?

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_silgen_name("LLVMFuzzerMutate")
func mutateBytes(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

/// libFuzzer's own main refers to it, although SwiftPM puts ours in its place.
@_cdecl("LLVMFuzzerTestOneInput")
func takeIn(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
        let broken = try searched?.takeMeasured(bytes).broken ?? []
        // This is how libFuzzer is told; a precondition would not say why in a release build.
        if !broken.isEmpty { fatalError(broken.joined(separator: "; ")) }
    } catch {
        fatalError("\(error)")
    }
    return 0
}

@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: CUnsignedInt) -> Int {
    mutated?.replace(bytes, count, most, UInt64(seed)) ?? mutateBytes(bytes, count, most)
}
