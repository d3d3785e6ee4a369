using VirshLite.DomainParser;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary>The CPUs of this host.</summary>
internal static class HostCpus
{
    public static NumberSet All =>
        NumberSet.TryParse(File.ReadAllText("/sys/devices/system/cpu/online").Trim(), out NumberSet cpus)
            ? cpus : NumberSet.Range(0, (uint)Environment.ProcessorCount - 1);
}
