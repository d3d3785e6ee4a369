namespace VirshLite.DomainParser.Model;

public sealed class Pstore : Device
{
}
