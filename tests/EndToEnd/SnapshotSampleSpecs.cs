using System.Diagnostics;
using VirshLite.Tests;

namespace VirshLite.EndToEnd;

/// <summary>The packages as somebody else uses them: examples/snapshot-tests against what ./pack packs.</summary>
public sealed class SnapshotSampleSpecs : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vl-sample-").FullName;

    public void Dispose() => TemporaryDirectory.Remove(directory);

    [Fact]
    public async Task The_sample_passes_and_says_which_property_differs_when_a_domain_changes()
    {
        string feed = Path.Combine(directory, "feed");
        (int packed, string packing) = await Run(Checkout.At("."), Checkout.At("pack"), feed);
        packed.ShouldBe(0, packing);
        string sample = Path.Combine(directory, "sample");
        await Run(directory, "cp", "-r", Checkout.At("examples/snapshot-tests"), sample);
        foreach (string leftover in (string[])["bin", "obj"])
        {
            await Run(sample, "rm", "-rf", leftover);
        }

        await File.WriteAllTextAsync(Path.Combine(sample, "NuGet.config"),
            (await File.ReadAllTextAsync(Path.Combine(sample, "NuGet.config"))).Replace("../../.build/packages", feed, StringComparison.Ordinal));

        (int tested, string testing) = await Run(sample, "dotnet", "test", "--nologo");
        tested.ShouldBe(0, testing);

        string web = Path.Combine(sample, "domains", "web.xml");
        await File.WriteAllTextAsync(web, (await File.ReadAllTextAsync(web)).Replace("<vcpu>2</vcpu>", "<vcpu>3</vcpu>", StringComparison.Ordinal));
        (tested, testing) = await Run(sample, "dotnet", "test", "--nologo", "--no-build");
        tested.ShouldNotBe(0);
        testing.ShouldContain("-smp");
        testing.ShouldContain("sockets: 2 -> 3");
    }

    private static async Task<(int Code, string Text)> Run(string workingDirectory, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
