import Desk

/// The worker's executable.
@main
struct CivilAffairsWorker {
    static func main() async { await WorkerProcess.run(CivilAffairsPractice()) }
}
