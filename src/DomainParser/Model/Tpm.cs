namespace VirshLite.DomainParser.Model;

public sealed class Tpm : Device
{
}
