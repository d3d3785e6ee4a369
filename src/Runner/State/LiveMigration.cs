using System.Text.Json;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>What a running QEMU says of its migration: what it can do, how it is set, what stands in the way.</summary>
internal static class LiveMigration
{
    /// <exception cref="GuestException">A device or an option of the guest keeps its state from being moved (guest-state.md 1.8).</exception>
    public static void RefuseBlocked(QmpClient monitor)
    {
        JsonElement answer = monitor.Execute("query-migrate");
        if (answer.TryGetProperty("blocked-reasons", out JsonElement reasons) && reasons.GetArrayLength() > 0)
        {
            throw new GuestException("Requested operation is not valid: cannot migrate domain: "
                + string.Join("; ", reasons.EnumerateArray().Select(r => r.GetString())));
        }

        if (IsActive(answer))
        {
            throw new GuestException("Timed out during operation: cannot acquire state change lock: another job is under way");
        }
    }

    /// <summary>Whether one is under way, by the answer to query-migrate.</summary>
    public static bool IsActive(JsonElement answer) => answer.TryGetProperty("status", out JsonElement status)
        && status.GetString() is "setup" or "active" or "device" or "pre-switchover" or "postcopy-active" or "postcopy-paused" or "postcopy-recover"
            or "cancelling";

    public static IReadOnlySet<string> Capabilities(QmpClient monitor) =>
        monitor.Execute("query-migrate-capabilities").EnumerateArray().Select(c => c.GetProperty("capability").GetString()!).ToHashSet();

    /// <summary>The parameters as they are, in the form that sets them.</summary>
    public static PropertyBag Parameters(QmpClient monitor) =>
        MigrationParameterTable.Arguments(MigrationParameterTable.Parse(monitor.Execute("query-migrate-parameters")));

    /// <summary>A number that no set of descriptors has yet.</summary>
    public static int FreeFdSet(QmpClient monitor)
    {
        int free = 0;
        foreach (JsonElement set in monitor.Execute("query-fdsets").EnumerateArray())
        {
            free = Math.Max(free, set.GetProperty("fdset-id").GetInt32() + 1);
        }

        return free;
    }
}
