import ServiceLifecycle
import UnixSignals

/// Has the process say again at once what nobody has echoed, whenever it gets the signal SIGUSR1 (`huiban reconcile`).
///
/// A signal, because only whoever may also stop the process can send one.
struct HurrySignal: Service {
    let office: any Office

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sigusr1).cancelOnGracefulShutdown() { office.hurry() }
    }
}
