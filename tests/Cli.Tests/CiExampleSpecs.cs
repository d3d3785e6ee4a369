using System.Diagnostics;

namespace VirshLite.Cli.Tests;

/// <summary>The check of examples/ci, as a pipeline runs it, over the sample's domains and its recorded host.</summary>
public sealed class CiExampleSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_check_passes_and_says_what_differs_when_a_domain_changes()
    {
        string sample = Checkout.At("examples", "snapshot-tests");
        foreach (string part in (string[])["domains", "approved"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(sample, part)))
            {
                directory.File($"{part}/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
            }
        }

        string host = Path.Combine(sample, "host.json");
        (int same, string text) = await Check(host);
        same.ShouldBe(0, text);
        text.ShouldContain("same: web");

        string web = Path.Combine(directory.Path, "domains", "web.xml");
        directory.File("domains/web.xml", (await File.ReadAllTextAsync(web)).Replace("<vcpu>2</vcpu>", "<vcpu>3</vcpu>", StringComparison.Ordinal));
        (int different, text) = await Check(host);
        different.ShouldBe(1, text);
        text.ShouldContain("-smp");

        (int accepted, text) = await Check(host, accept: true);
        accepted.ShouldBe(0, text);
        (same, text) = await Check(host);
        same.ShouldBe(0, text);
    }

    private async Task<(int Code, string Text)> Check(string host, bool accept = false)
    {
        var start = new ProcessStartInfo(Checkout.At("examples", "ci", "check-command-lines"), [host, "domains", "approved"])
        {
            WorkingDirectory = directory.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["VIRSHLITE"] = Path.Combine(AppContext.BaseDirectory, "virshlite"), ["ACCEPT"] = accept ? "1" : "" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
