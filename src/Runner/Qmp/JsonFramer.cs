namespace VirshLite.Runner.Qmp;

/// <summary>
/// Cuts a stream of bytes into JSON objects: by their braces, not by lines, since QMP promises neither. Only the object's own bytes are kept; what stands
/// between objects (line ends, blanks) is dropped.
/// </summary>
internal sealed class JsonFramer
{
    /// <summary>More than any honest message; a peer that never closes its brace is cut off here.</summary>
    public const int LargestMessage = 64 << 20;

    private byte[] buffer = new byte[4096];
    private int length;
    private int scanned;
    private int start = -1;
    private int depth;
    private bool inString;
    private bool escaped;

    /// <summary>Takes bytes in; the objects that are whole by now come out of <see cref="TryTake"/>.</summary>
    /// <exception cref="InvalidDataException">The message is longer than any can be.</exception>
    public void Feed(ReadOnlySpan<byte> data)
    {
        if (length + data.Length > LargestMessage)
        {
            throw new InvalidDataException("a JSON message of more than 64 MiB");
        }

        if (length + data.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + data.Length));
        }

        data.CopyTo(buffer.AsSpan(length));
        length += data.Length;
    }

    /// <summary>The next whole object; the span is good until the next call of either method.</summary>
    public bool TryTake(out ReadOnlySpan<byte> json)
    {
        for (int i = scanned; i < length; i++)
        {
            byte b = buffer[i];
            if (inString)
            {
                if (escaped)
                {
                    escaped = false;
                }
                else if (b == '\\')
                {
                    escaped = true;
                }
                else if (b == '"')
                {
                    inString = false;
                }
            }
            else if (b == '"')
            {
                inString = depth > 0;
            }
            else if (b == '{')
            {
                if (depth++ == 0)
                {
                    start = i;
                }
            }
            else if (b == '}' && depth > 0 && --depth == 0)
            {
                scanned = i + 1;
                json = buffer.AsSpan(start, scanned - start);
                start = -1;
                return true;
            }
        }

        scanned = length;
        Compact();
        json = default;
        return false;
    }

    /// <summary>Moves what is left to the front; a buffer that grew for one large message shrinks again.</summary>
    private void Compact()
    {
        int keep = start >= 0 ? start : length;
        if (keep == 0)
        {
            return;
        }

        int left = length - keep;
        byte[] target = left == 0 && buffer.Length > 65536 ? new byte[4096] : buffer;
        Buffer.BlockCopy(buffer, keep, target, 0, left);
        buffer = target;
        length = left;
        scanned = left;
        if (start >= 0)
        {
            start = 0;
        }
    }
}
