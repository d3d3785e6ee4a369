using VirshLite.Runner.Native;

namespace VirshLite.Runner.Firewall;

/// <summary>What is kept of one device's filter: its binding, which programs keep its rules, addresses that were learnt, who learns them.</summary>
/// <param name="Directory">Where all bindings are.</param>
/// <param name="Port">The device.</param>
internal readonly record struct BindingFiles(string Directory, string Port)
{
    public string Binding => $"{Directory}/{Port}.xml";

    /// <summary>It stands where ebtables and iptables keep the rules.</summary>
    public string Ebtables => $"{Directory}/{Port}.ebtables";

    public string Leases => $"{Directory}/{Port}.leases";

    /// <summary>The lock of the process that learns.</summary>
    public string Learner => $"{Directory}/{Port}.learner";

    public static BindingFiles Of(string binding) => new(Path.GetDirectoryName(binding)!, Path.GetFileNameWithoutExtension(binding));

    /// <summary>Takes the rules away, whichever program keeps them, ends who learns, and deletes the files.</summary>
    public void TakeDown()
    {
        EndLearner();
        if (File.Exists(Ebtables))
        {
            EbtablesRules.Remove(Port);
        }

        NftTable.Remove(Port);
        foreach (string file in (string[])[Binding, Ebtables, Leases, Learner])
        {
            Files.Delete(file);
        }
    }

    private void EndLearner()
    {
        if (FileLock.HolderOf(Learner) is { } pid && ProcessIdentity.Of(pid) is { } process
            && (KernelFiles.Read($"/proc/{pid}/cmdline") ?? "").Split('\0') is var words && words.Contains(AddressLearner.Verb) && words.Contains(Port))
        {
            process.Kill();
        }
    }
}
