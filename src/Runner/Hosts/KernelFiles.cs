using System.Text;

namespace VirshLite.Runner.Hosts;

/// <summary>Small files of /proc and /sys.</summary>
internal static class KernelFiles
{
    /// <summary>The file's beginning without the last newline; null where it cannot be read. /proc/cpuinfo of a big host is not read whole.</summary>
    public static string? Read(string path, int most = 4096)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] buffer = new byte[most];
            int length = 0;
            while (length < most && RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and int read)
            {
                length += read;
            }

            return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether a module's parameter is on: Y, y or 1 at its start.</summary>
    public static bool IsParameterOn(string module, string parameter) =>
        Read($"/sys/module/{module}/parameters/{parameter}", 16) is ['Y' or 'y' or '1', ..];
}
