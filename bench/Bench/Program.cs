using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace VirshLite.Bench;

/// <summary>The parts of bench/run that need a process of their own.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["by-hand", var command, var directory, var times]:
                ByHand(command, directory, int.Parse(times, CultureInfo.InvariantCulture));
                return 0;
            default:
                Console.Error.WriteLine("virshlite-bench by-hand COMMAND.json DIRECTORY TIMES");
                return 2;
        }
    }

    /// <summary>
    /// The same QEMU started by a plain program: process, monitor, handshake, <c>cont</c>, until <c>query-status</c> says running. COMMAND.json is what
    /// <c>domxml-to-native --format json</c> prints, with the monitor's socket by path.
    /// </summary>
    private static void ByHand(string commandFile, string directory, int times)
    {
        using JsonDocument command = JsonDocument.Parse(File.ReadAllText(commandFile));
        string socket = directory + "/monitor.sock";
        var milliseconds = new List<double>();
        for (int i = 0; i < times; i++)
        {
            File.Delete(socket);
            File.WriteAllBytes(directory + "/master-key.aes", new byte[32]);
            var start = new ProcessStartInfo(command.RootElement.GetProperty("binary").GetString()!)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true
            };
            foreach (JsonElement argument in command.RootElement.GetProperty("arguments").EnumerateArray())
            {
                start.ArgumentList.Add(Elsewhere(Elsewhere(argument.GetString()!, "/domain--1-", directory), "/channel/-1-", directory));
            }

            var watch = Stopwatch.StartNew();
            using Process process = Process.Start(start)!;
            using (var monitor = new Monitor(socket, process))
            {
                monitor.Execute("qmp_capabilities");
                monitor.Execute("cont");
                while (!monitor.Execute("query-status").Contains("\"running\": true", StringComparison.Ordinal))
                {
                    // asked again
                }

                milliseconds.Add(watch.Elapsed.TotalMilliseconds);
                monitor.Execute("quit");
            }

            process.WaitForExit();
        }

        milliseconds.Sort();
        Console.WriteLine(milliseconds[milliseconds.Count / 2].ToString("0.0", CultureInfo.InvariantCulture));
    }

    /// <summary>A path in one of the guest's directories, moved to the bench's.</summary>
    private static string Elsewhere(string text, string inGuestDirectory, string directory)
    {
        int at = text.IndexOf(inGuestDirectory, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        int start = text.LastIndexOfAny(['=', '"'], at) + 1;
        int end = text.IndexOf('/', at + inGuestDirectory.Length);
        return text[..start] + directory + text[end..];
    }
}
