using System.Diagnostics;

namespace VirshLite.Cli.Tests;

/// <summary>
/// TAB in real shells: each runs on a terminal of its own (<c>script</c>) with the script of <c>completion</c>, gets a line and a TAB, and runs what came out.
/// </summary>
public sealed class ShellSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableTheory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_first_TAB_completes_verbs_guests_modes_and_files(string shell)
    {
        string[] places = ["/usr/bin/", "/bin/", "/usr/local/bin/"];
        foreach (string needed in (string[])[shell, "script", "qemu-system-x86_64"])
        {
            Skip.IfNot(places.Any(p => File.Exists(p + needed)), $"{needed} is not installed");
        }

        Environment(out Dictionary<string, string> environment);
        (string, string)[] lines =
        [
            ("start my", "start my guest"),
            ("domxml-to-n", "domxml-to-native"),
            ("shutdown w --mode ag", "shutdown w --mode agent"),
            ("validate ./unusu", "validate ./unusual file.xml"),
        ];
        using Process terminal = Start(shell, environment);
        string log = Path.Combine(directory.Path, "ran");
        foreach ((string begun, string whole) in lines)
        {
            File.Delete(log);
            await terminal.StandardInput.WriteAsync($"virshlite {begun}");
            await terminal.StandardInput.FlushAsync();
            int asked = Asked;
            await terminal.StandardInput.WriteAsync("\t");
            await terminal.StandardInput.FlushAsync();
            await Until(() => Asked > asked, $"{shell} asks what may follow '{begun}'");
            await Task.Delay(700);
            await terminal.StandardInput.WriteAsync("\r");
            await terminal.StandardInput.FlushAsync();
            await Until(() => File.Exists(log) && File.ReadAllText(log).EndsWith('\n'), $"{shell} runs '{begun}'");
            File.ReadAllText(log).TrimEnd().ShouldBe(whole);
        }

        await terminal.StandardInput.WriteAsync("exit\r");
        terminal.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await terminal.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            terminal.Kill(entireProcessTree: true);
        }
    }

    private int Asked => File.Exists(Path.Combine(directory.Path, "asked")) ? File.ReadAllLines(Path.Combine(directory.Path, "asked")).Length : 0;

    /// <summary>A guest with a blank in its name, a file too, and a program before ours that notes what was run instead of running it.</summary>
    private void Environment(out Dictionary<string, string> environment)
    {
        string root = directory.Path;
        directory.File("unusual file.xml", "");
        string[] place =
        [
            "--set", "use_libvirt_definitions=no", "--set", $"state_directory={root}/run", "--set", $"config_directory={root}/etc",
            "--set", $"lib_directory={root}/lib", "--set", $"log_directory={root}/log",
        ];
        string file = directory.File(
            "a.xml", "<domain type='qemu'><name>my guest</name><memory>65536</memory><os><type arch='x86_64'>hvm</type></os></domain>");
        CommandRun defined = CommandRun.Of(["--session", .. place, "define", file]);
        defined.Code.ShouldBe(0, defined.Error);
        string settings = directory.File("settings.json", $$"""
            {"use_libvirt_definitions": "no", "state_directory": "{{root}}/run", "config_directory": "{{root}}/etc", "lib_directory": "{{root}}/lib",
             "log_directory": "{{root}}/log"}
            """);
        string real = Path.Combine(AppContext.BaseDirectory, "virshlite");
        string program = directory.File("bin/virshlite", $"""
            #!/bin/sh
            if [ "$1" != complete ]; then echo "$*" > {root}/ran; exit; fi
            shell=$2 cursor=$3; shift 4
            if [ "$shell" = bash ]; then
              line=$1; shift
              set -- "virshlite --session --config {settings}$(printf %s "$line" | sed 's/^virshlite//')" "$@"
            else
              shift
              cursor=$((cursor + 3))
              set -- virshlite --session --config {settings} "$@"
            fi
            '{real}' complete $shell $cursor -- "$@"
            echo >> {root}/asked
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        directory.File("bash", CommandRun.Of("completion", "bash").Output);
        directory.File("functions/_virshlite", CommandRun.Of("completion", "zsh").Output);
        directory.File("zsh/.zshrc", "fpath=($FUNCTIONS $fpath)\nautoload -U compinit\ncompinit -D -u\n");
        directory.File("fish/fish/completions/virshlite.fish", CommandRun.Of("completion", "fish").Output);
        // else the first fish of a home goes on in the background, after its end too, and makes completions of all man pages there
        Directory.CreateDirectory(Path.Combine(root, "data/fish/generated_completions"));
        environment = new()
        {
            ["PATH"] = $"{root}/bin:/usr/bin:/bin",
            ["HOME"] = root,
            ["ZDOTDIR"] = root + "/zsh",
            ["FUNCTIONS"] = root + "/functions",
            ["XDG_CONFIG_HOME"] = root + "/fish",
            ["XDG_DATA_HOME"] = root + "/data",
            ["TERM"] = "dumb",
        };
    }

    private Process Start(string shell, Dictionary<string, string> environment)
    {
        string command = shell switch
        {
            "bash" => $"bash --noprofile --rcfile {directory.Path}/bash -i",
            "zsh" => "zsh -i",
            _ => "fish -i",
        };
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = directory.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Screen(line.Data);
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => Screen(line.Data);
        process.BeginErrorReadLine();
        return process;
    }

    private readonly System.Text.StringBuilder screen = new();

    private void Screen(string? line)
    {
        lock (screen)
        {
            screen.AppendLine(line);
        }
    }

    private async Task Until(Func<bool> condition, string what)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(90))
            {
                lock (screen)
                {
                    throw new TimeoutException($"waited for: {what}; on the screen:\n{screen}");
                }
            }

            await Task.Delay(50);
        }
    }
}
