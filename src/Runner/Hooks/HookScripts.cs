using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hooks;

/// <summary>
/// The host's own scripts that are called when guests and networks come and go (host-takeover.md 9): <c>qemu</c> or <c>network</c>, then what is executable in
/// <c>qemu.d</c>, in
/// the order of their bytes, in libvirt's directory and then in VirshLite's. All run, one after the other, even where one fails; then the whole has failed.
/// </summary>
/// <param name="directories">Where hooks are looked for.</param>
internal sealed class HookScripts(IReadOnlyList<string> directories)
{
    /// <summary>libvirt's, in system mode and in session mode alike.</summary>
    private const string LibvirtDirectory = "/etc/libvirt/hooks";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>A hook may take its time: a device that is given up, a network that comes up.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromDays(1);

    private static readonly string[] Variables = ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_PRELOAD", "LD_LIBRARY_PATH"];

    public IReadOnlyList<string> Directories => directories;

    /// <summary>null where the setting <c>hooks</c> is off.</summary>
    public static HookScripts? Of(Settings settings) => settings.Hooks ? new HookScripts([LibvirtDirectory, settings.ConfigDirectory + "/hooks"]) : null;

    /// <summary>Whether there is a hook of that kind.</summary>
    /// <param name="kind"><c>qemu</c> or <c>network</c>.</param>
    public bool Any(string kind) => Scripts(kind).Any();

    /// <summary>The hooks of that kind in their order, for plans that call them as steps of their own.</summary>
    /// <exception cref="GuestException">Others than root may have written one of them.</exception>
    public IReadOnlyList<string> Trusted(string kind)
    {
        string[] scripts = [.. Scripts(kind)];
        Array.ForEach(scripts, CheckIsTrusted);
        return scripts;
    }

    /// <summary>Calls all hooks of the kind.</summary>
    /// <param name="kind"><c>qemu</c> or <c>network</c>.</param>
    /// <param name="arguments">Object, operation, sub-operation, extra; <c>-</c> for none.</param>
    /// <param name="input">What they read: XML.</param>
    /// <exception cref="GuestException">One failed, or is not to be trusted; the message is of the first.</exception>
    public void Run(string kind, IReadOnlyList<string> arguments, string input) => Run(kind, arguments, input, isFilter: false);

    /// <summary>Calls all hooks of the kind, each with what the one before has printed, where that was anything (host-takeover.md 9, filters).</summary>
    /// <param name="kind"><c>qemu</c>.</param>
    /// <param name="arguments">As above.</param>
    /// <param name="input">What the first one reads: XML.</param>
    /// <returns>What was printed last; null where nobody printed anything.</returns>
    /// <exception cref="GuestException">As above.</exception>
    public string? Filter(string kind, IReadOnlyList<string> arguments, string input) => Run(kind, arguments, input, isFilter: true);

    private string? Run(string kind, IReadOnlyList<string> arguments, string input, bool isFilter)
    {
        GuestException? failure = null;
        string? printed = null;
        foreach (string script in Scripts(kind))
        {
            try
            {
                string output = RunOne(script, arguments, isFilter ? printed ?? input : input);
                printed = string.IsNullOrWhiteSpace(output) ? printed : output;
            }
            catch (GuestException e)
            {
                failure ??= e;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }

        return printed;
    }

    private static string RunOne(string script, IReadOnlyList<string> arguments, string input)
    {
        CheckIsTrusted(script);
        var environment = new Dictionary<string, string> { ["LC_ALL"] = "C" };
        foreach (string name in Variables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        CommandResult result;
        try
        {
            result = new HostCommand(script, [.. arguments]) { Input = Encoding.UTF8.GetBytes(input), Environment = environment, TimeLimit = TimeLimit }.Run();
        }
        catch (NativeException e)
        {
            throw new GuestException("Hook script execution failed: internal error: " + e.Message, e);
        }

        if (!result.Success)
        {
            string shown = string.Join(' ', environment.Select(v => $"{v.Key}={v.Value}"));
            throw new GuestException("Hook script execution failed: internal error: " + (result with { CommandLine = $"{shown} {result.CommandLine}" })
                .FailureText);
        }

        return result.Output;
    }

    /// <summary>A hook runs with this program's rights: nobody with less may be able to write it.</summary>
    private static void CheckIsTrusted(string script)
    {
        foreach (string path in (string[])[script, Path.GetDirectoryName(script)!])
        {
            if (FileStatus.Of(path) is not { } status)
            {
                throw new GuestException($"Hook script execution failed: '{path}' cannot be looked at");
            }

            if (status.Uid != 0 && (Environment.IsPrivilegedProcess || status.Uid != Libc.geteuid()))
            {
                throw new GuestException($"Hook script execution failed: '{path}' is refused: it does not belong to root");
            }

            if (((UnixFileMode)status.Mode & WritableByOthers) != 0)
            {
                throw new GuestException($"Hook script execution failed: '{path}' is refused: others than its owner may write to it");
            }
        }
    }

    /// <summary>Regular executable files; directories of qemu.d are other programs' (host-takeover.md 9).</summary>
    private IEnumerable<string> Scripts(string kind)
    {
        foreach (string directory in directories)
        {
            if (IsScript($"{directory}/{kind}"))
            {
                yield return $"{directory}/{kind}";
            }

            if (Directory.Exists($"{directory}/{kind}.d"))
            {
                foreach (string script in Directory.EnumerateFiles($"{directory}/{kind}.d").Where(IsScript).Order(StringComparer.Ordinal))
                {
                    yield return script;
                }
            }
        }
    }

    private static bool IsScript(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
