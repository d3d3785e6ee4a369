namespace VirshLite.DomainParser.Model;

public sealed class MemoryDevice : Device
{
}
