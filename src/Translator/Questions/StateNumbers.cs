namespace VirshLite.Translator.Questions;

/// <summary>libvirt's numbers for states and how they came about, by virsh's words (domstats' <c>state.state</c> and <c>state.reason</c>).</summary>
public static class StateNumbers
{
    private static string[] States => ["no state", "running", "idle", "paused", "in shutdown", "shut off", "crashed", "pmsuspended"];

    public static int State(string word) => Math.Max(0, Array.IndexOf(States, word));

    public static int Reason(string state, string word) => Math.Max(0, Array.IndexOf(Reasons(state), word));

    private static string[] Reasons(string state) => state switch
    {
        "running" => ["unknown", "booted", "migrated", "restored", "from snapshot", "unpaused", "migration canceled", "save canceled", "event wakeup", "crashed",
            "post-copy", "post-copy failed"],
        "paused" => ["unknown", "user", "migrating", "saving", "dumping", "I/O error", "watchdog", "from snapshot", "shutting down", "creating snapshot",
            "crashed", "starting up", "post-copy", "post-copy failed", "api error"],
        "in shutdown" => ["unknown", "user"],
        "shut off" => ["unknown", "shutdown", "destroyed", "crashed", "migrated", "saved", "failed", "from snapshot", "daemon"],
        "crashed" => ["unknown", "panicked"],
        _ => ["unknown"],
    };
}
