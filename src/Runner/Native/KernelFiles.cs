using System.Text;
using Microsoft.Win32.SafeHandles;

namespace VirshLite.Runner.Native;

/// <summary>Small files of /proc, /sys and /etc, whose size is not known beforehand.</summary>
internal static class KernelFiles
{
    /// <summary>The file's beginning without the last newline; null where it cannot be read. /proc/cpuinfo of a big host is not read whole.</summary>
    public static string? Read(string path, int most = 4096) => ReadBytes(path, most) is { } bytes ? Encoding.UTF8.GetString(bytes).TrimEnd('\n') : null;

    /// <summary>The file's beginning; null where it cannot be read.</summary>
    public static byte[]? ReadBytes(string path, int most)
    {
        // what is not there is usual: no exception for it, which would take longer than reading all that is
        if (FileStatus.Of(path) is null)
        {
            return null;
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] buffer = new byte[Math.Min(most, 4096)];
            int length = 0;
            while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and int read)
            {
                length += read;
                if (length == most)
                {
                    break;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(most, buffer.Length * 4L));
                }
            }

            return length == buffer.Length ? buffer : buffer[..length];
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
