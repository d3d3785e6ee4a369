using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Takeover;

/// <summary>Which running guests can be taken over, and which cannot (host-takeover.md 2.1, 2.3).</summary>
internal static class TakeoverRules
{
    /// <summary>Why a guest cannot be taken as it is now, with the way out; null where it can.</summary>
    public static string? Refusal(GuestFacts guest)
    {
        if (guest.Problem is { } problem)
        {
            return problem;
        }

        DomainStatus status = guest.Status!;
        Domain domain = guest.Domain!;
        if (guest.CommandLine is null || status.MonitorPath is null)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"its process {status.Pid} is gone: start libvirt's daemon once, which tidies up after it, or remove {guest.StatusFile} if it is of an earlier boot");
        }

        if (!IsQemuOf(guest.CommandLine, domain))
        {
            return string.Create(CultureInfo.InvariantCulture, $"process {status.Pid}, which {guest.StatusFile} names, is another program's by now; ")
                + "do not start libvirt's daemon before the file is away: it would end that process";
        }

        return Job(status) ?? State(status) ?? Device(guest, domain);
    }

    /// <summary>The words name this guest: its name and its UUID.</summary>
    public static bool IsQemuOf(IReadOnlyList<string> words, Domain domain)
    {
        string? Behind(string option)
        {
            int at = words.ToList().IndexOf(option);
            return at >= 0 && at + 1 < words.Count ? words[at + 1] : null;
        }

        string name = domain.Name.Replace(",", ",,", StringComparison.Ordinal);
        return Behind("-name") is { } given && (given == "guest=" + name || given.StartsWith($"guest={name},", StringComparison.Ordinal))
            && (domain.Uuid is null || Behind("-uuid") is not { } uuid || (Guid.TryParse(uuid, out Guid id) && id == domain.Uuid));
    }

    private static string? Job(DomainStatus status) =>
        status.JobWord is { } job ? $"a job is under way ({job}): wait for its end, or `virsh domjobabort`"
        : status.Backup is not null ? "a backup is under way: wait for its end, or `virsh domjobabort`"
        : status.BlockJobsActive == true ? "a block job is under way: wait for its end, or `virsh blockjob --abort`"
        : null;

    private static string? State(DomainStatus status) => (status.State, status.Reason) switch
    {
        (RunState.Running or RunState.PmSuspended or RunState.Crashed, _) => null,
        (RunState.Paused, "user" or "ioerror" or "watchdog" or "panicked" or "unknown" or "api error" or "crashed") =>
            status.LockState is null ? null : "it is paused, and its disks' leases are with the lock manager: resume it first",
        (RunState.Paused, "starting up") => "its start is not over yet",
        (RunState.Shutdown, _) => "it is about to end",
        _ => $"its state is '{RunState.Names[status.State]}' ({status.Reason}): wait until that is over",
    };

    private static string? Device(GuestFacts guest, Domain domain) =>
        guest.FilterBindings.Count > 0 && domain.Interfaces.Exists(i => i.FilterRef is not null)
            ? "its interfaces have network filters, whose rules only libvirt knows how to take away: shut it down, and start it with virshlite after the take-over"
            : null;
}
