namespace VirshLite.Runner.Qmp;

/// <summary>
/// Cuts a stream of bytes into JSON objects: by their braces, not by lines, since QMP promises neither. Only the object's own bytes are kept; what stands
/// between objects (line ends, blanks) is dropped, and so is an object that is longer than any honest one.
/// </summary>
/// <param name="largestMessage">Bytes of the longest object that is kept.</param>
internal sealed class JsonFramer(int largestMessage = JsonFramer.LargestMessage)
{
    /// <summary>More than any honest message.</summary>
    public const int LargestMessage = 64 << 20;

    private const int UsualSize = 4096;

    private byte[] buffer = new byte[UsualSize];
    private int length;
    private int scanned;
    private int start = -1;
    private int depth;
    private bool inString;
    private bool escaped;
    private bool discarding;

    /// <summary>How many objects were too long and are gone.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether the last one that was too long looks like a reply: events of QEMU begin with other members.</summary>
    public bool DroppedReply { get; private set; }

    /// <summary>Bytes of an object that has begun and not ended.</summary>
    public int Pending => length;

    /// <summary>Takes bytes in; the objects that are whole by now come out of <see cref="TryTake"/>, which is to be called until it has no more.</summary>
    public void Feed(ReadOnlySpan<byte> data)
    {
        if (!discarding && length + data.Length > largestMessage)
        {
            // all that is left here is the beginning of one object
            discarding = true;
            ReadOnlySpan<byte> head = start >= 0 ? buffer.AsSpan(start, Math.Min(length - start, 16)) : data[..Math.Min(data.Length, 16)];
            DroppedReply = head.IndexOf("\"return\""u8) >= 0 || head.IndexOf("\"id\""u8) >= 0 || head.IndexOf("\"error\""u8) >= 0;
            buffer = new byte[UsualSize];
            length = scanned = 0;
            start = -1;
        }

        if (discarding)
        {
            data = data[Discard(data)..];
        }

        if (length + data.Length > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(Math.Max(buffer.Length * 2, length + data.Length), Math.Max(largestMessage, length + data.Length)));
        }

        data.CopyTo(buffer.AsSpan(length));
        length += data.Length;
    }

    /// <summary>The next whole object; the span is good until the next call of either method.</summary>
    public bool TryTake(out ReadOnlySpan<byte> json)
    {
        for (int i = scanned; i < length; i++)
        {
            int before = depth;
            Step(buffer[i]);
            if (before == 0 && depth == 1)
            {
                start = i;
            }
            else if (before == 1 && depth == 0)
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

    /// <summary>Passes over the rest of an object; how much of the data that was.</summary>
    private int Discard(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            Step(data[i]);
            if (depth == 0)
            {
                discarding = false;
                Dropped++;
                return i + 1;
            }
        }

        return data.Length;
    }

    private void Step(byte b)
    {
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
            depth++;
        }
        else if (b == '}' && depth > 0)
        {
            depth--;
        }
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
        byte[] target = left == 0 && buffer.Length > 65536 ? new byte[UsualSize] : buffer;
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
