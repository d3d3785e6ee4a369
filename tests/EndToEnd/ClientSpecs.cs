using System.Diagnostics;

namespace VirshLite.EndToEnd;

/// <summary>What others wrote for virsh runs as it is (tests/clients): the scripts fetch the unmodified programs and tell what they checked.</summary>
public sealed class ClientSpecs
{
    /// <summary>How a script says that its checks cannot be made on this machine.</summary>
    private const int Skipped = 77;

    [SkippableTheory]
    [InlineData("virtual-domain")]
    [InlineData("fence-virsh")]
    [InlineData("libvirt-guests")]
    [InlineData("sos")]
    public void A_program_written_for_virsh_runs_unmodified(string script)
    {
        var start = new ProcessStartInfo(Path.Combine(Checkout.Root, "tests/clients", script)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["VIRSHLITE"] = Programs.VirshLite;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Skip.If(process.ExitCode == Skipped, said.Trim());
        said.TrimEnd().Split('\n')[^1].ShouldMatch("^[1-9][0-9]* passed, 0 failed$", said + errors.GetAwaiter().GetResult());
    }
}
