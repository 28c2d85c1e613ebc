import Desk

/// The worker's executable.
@main
struct HousingWorker {
    static func main() async { await WorkerProcess.run(HousingPractice()) }
}
