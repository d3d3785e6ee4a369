using System.Diagnostics;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Commands;

/// <summary>A program of the user's that has the terminal until it ends: ssh, a viewer.</summary>
public static class ForegroundProgram
{
    /// <summary>On PATH.</summary>
    public static bool Exists(string name) => ProgramPath.Find(name) is not null;

    /// <returns>Its exit code.</returns>
    /// <exception cref="GuestException">It is not there, or does not start.</exception>
    public static int Run(string name, IReadOnlyList<string> arguments)
    {
        string path = ProgramPath.Find(name) ?? throw new GuestException($"'{name}' is not installed");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new GuestException($"cannot run {path}: {e.Message}");
        }
    }
}
